package dev.poolhouse.testing;

import dev.poolhouse.testkit.TotpDevice;
import dev.poolhouse.user.MfaFactor;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Second factors of a test's pool and its users, set through the API.
public final class SecondFactors {
  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;
  private final PoolFixture pool;

  public SecondFactors(TestServer server, PoolFixture pool) {
    this.server = server;
    this.sdk = server.sdk();
    this.pool = pool;
  }

  /// Sets the pool's mode and the factors it offers; no others stay.
  public SecondFactors offer(UserPoolMfaType mode, MfaFactor... factors) {
    List<MfaFactor> offered = Arrays.asList(factors);
    sdk.setUserPoolMfaConfig(
        set -> {
          set.userPoolId(pool.poolId()).mfaConfiguration(mode);
          if (offered.contains(MfaFactor.SMS_MFA)) {
            set.smsMfaConfiguration(
                sms ->
                    sms.smsConfiguration(
                        sns -> sns.snsCallerArn("arn:aws:iam::000000000000:role/sms")));
          }
          if (offered.contains(MfaFactor.SOFTWARE_TOKEN_MFA)) {
            set.softwareTokenMfaConfiguration(token -> token.enabled(true));
          }
          if (offered.contains(MfaFactor.EMAIL_OTP)) {
            set.emailMfaConfiguration(email -> email.message("Code {####}").subject("Code"));
          }
        });
    return this;
  }

  /// Sets up a code generator with an access token; it goes by the server's clock.
  public TotpDevice enrol(String accessToken) {
    TotpDevice device = device(begin(accessToken));
    sdk.verifySoftwareToken(verify -> verify.accessToken(accessToken).userCode(device.freshCode()));
    return device;
  }

  /// The secret of a code generator being set up.
  public String begin(String accessToken) {
    return sdk.associateSoftwareToken(begin -> begin.accessToken(accessToken)).secretCode();
  }

  /// A code generator with that secret, which goes by the server's clock.
  public TotpDevice device(String secretCode) {
    return TotpDevice.of(secretCode, server.clock());
  }

  /// Switches factors on as an administrator; the first one is preferred, others stay as they are.
  public void prefer(String username, MfaFactor... factors) {
    for (MfaFactor factor : factors) {
      boolean first = factor == factors[0];
      sdk.adminSetUserMFAPreference(
          set -> {
            set.userPoolId(pool.poolId()).username(username);
            switch (factor) {
              case SMS_MFA -> set.smsMfaSettings(on -> on.enabled(true).preferredMfa(first));
              case SOFTWARE_TOKEN_MFA ->
                  set.softwareTokenMfaSettings(on -> on.enabled(true).preferredMfa(first));
              case EMAIL_OTP -> set.emailMfaSettings(on -> on.enabled(true).preferredMfa(first));
            }
          });
    }
  }

  /// Switches factors on without a preference.
  public void enable(String username, MfaFactor... factors) {
    for (MfaFactor factor : factors) {
      sdk.adminSetUserMFAPreference(
          set -> {
            set.userPoolId(pool.poolId()).username(username);
            switch (factor) {
              case SMS_MFA -> set.smsMfaSettings(on -> on.enabled(true));
              case SOFTWARE_TOKEN_MFA -> set.softwareTokenMfaSettings(on -> on.enabled(true));
              case EMAIL_OTP -> set.emailMfaSettings(on -> on.enabled(true));
            }
          });
    }
  }

  /// What the API shows of a user's factors: names, the preferred one marked with `*`.
  public String shown(String username) {
    AdminGetUserResponse user =
        sdk.adminGetUser(get -> get.userPoolId(pool.poolId()).username(username));
    return String.join(
        " ",
        user.userMFASettingList().stream()
            .map(name -> name.equals(user.preferredMfaSetting()) ? name + "*" : name)
            .toList());
  }
}
