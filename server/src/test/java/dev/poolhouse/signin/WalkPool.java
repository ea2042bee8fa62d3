package dev.poolhouse.signin;

import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.DeviceVerifier;
import dev.poolhouse.testkit.SoftwareAuthenticator;
import dev.poolhouse.testkit.TotpDevice;
import dev.poolhouse.wire.JsonDocuments;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailSendingAccountType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NewDeviceMetadataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// A pool with every factor there is, and its users. Users are set up while factors are optional;
/// then [#switchTo] sets the mode that is to be walked.
final class WalkPool {
  private static final String RELYING_PARTY = "auth.example.com";
  private static final Set<AuthFactorType> FIRST_FACTORS =
      EnumSet.of(
          AuthFactorType.PASSWORD,
          AuthFactorType.EMAIL_OTP,
          AuthFactorType.SMS_OTP,
          AuthFactorType.WEB_AUTHN);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final TestServer server;
  private final PoolFixture pool;
  private final String clientId;

  /// What a user is to have.
  ///
  /// @param name for the test's name
  /// @param factors second factors to switch on
  /// @param preferred the one to prefer
  /// @param temporary whether the password is temporary
  /// @param device whether a device is remembered
  /// @param passkey whether a passkey is registered
  record Wish(
      String name,
      List<String> factors,
      Optional<String> preferred,
      boolean temporary,
      boolean device,
      boolean passkey) {
    static Wish of(String name, String... factors) {
      return new Wish(name, List.of(factors), Optional.empty(), false, false, false);
    }

    Wish preferring(String factor) {
      return new Wish(name, factors, Optional.of(factor), temporary, device, passkey);
    }

    Wish invited() {
      return new Wish(name, factors, preferred, true, device, passkey);
    }

    Wish withDevice() {
      return new Wish(name, factors, preferred, temporary, true, passkey);
    }

    Wish withPasskey() {
      return new Wish(name, factors, preferred, temporary, device, true);
    }
  }

  WalkPool(TestServer server, boolean passwordless) {
    this.server = server;
    this.pool =
        PoolFixture.create(
            server,
            create -> {
              CustomPool.riddle(server, "walk" + NUMBER.incrementAndGet()).accept(create);
              create
                  .emailConfiguration(
                      email ->
                          email
                              .emailSendingAccount(EmailSendingAccountType.DEVELOPER)
                              .sourceArn("arn:aws:ses:us-east-1:000000000000:identity/example.com"))
                  .smsConfiguration(
                      sms -> sms.snsCallerArn("arn:aws:iam::000000000000:role/sms").externalId("x"))
                  .deviceConfiguration(
                      devices ->
                          devices
                              .challengeRequiredOnNewDevice(true)
                              .deviceOnlyRememberedOnUserPrompt(false))
                  .policies(
                      policies ->
                          policies.signInPolicy(
                              signIn ->
                                  signIn.allowedFirstAuthFactors(
                                      passwordless
                                          ? FIRST_FACTORS
                                          : Set.of(AuthFactorType.PASSWORD))));
            });
    this.clientId =
        pool.client(
                client ->
                    client.explicitAuthFlows(
                        ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                        ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH,
                        ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH,
                        ExplicitAuthFlowsType.ALLOW_USER_AUTH,
                        ExplicitAuthFlowsType.ALLOW_CUSTOM_AUTH,
                        ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
            .clientId();
    switchTo(UserPoolMfaType.OPTIONAL);
  }

  Walker walker() {
    return new Walker(server, pool, clientId);
  }

  /// Sets the mode; every factor is on unless the mode is OFF.
  void switchTo(UserPoolMfaType mode) {
    server
        .sdk()
        .setUserPoolMfaConfig(
            set -> {
              set.userPoolId(pool.poolId())
                  .mfaConfiguration(mode)
                  .webAuthnConfiguration(passkeys -> passkeys.relyingPartyId(RELYING_PARTY));
              if (mode != UserPoolMfaType.OFF) {
                set.softwareTokenMfaConfiguration(totp -> totp.enabled(true))
                    .emailMfaConfiguration(
                        email -> email.message("Code {####}").subject("Your code"))
                    .smsMfaConfiguration(
                        sms ->
                            sms.smsConfiguration(
                                role ->
                                    role.snsCallerArn("arn:aws:iam::000000000000:role/sms")
                                        .externalId("x")));
              }
            });
  }

  /// A new user who has what is wished for.
  WalkUser user(Wish wish) {
    int number = NUMBER.incrementAndGet();
    String name = "user-" + number;
    Inbox mail = new Inbox(server, name + "@example.com");
    Inbox phone = new Inbox(server, "+1555%07d".formatted(number));
    String[] attributes = {
      "email", mail.address(), "email_verified", "true",
      "phone_number", phone.address(), "phone_number_verified", "true"
    };
    Optional<TotpDevice> totp = Optional.empty();
    Optional<WalkUser.Device> device = Optional.empty();
    Optional<SoftwareAuthenticator> passkey = Optional.empty();
    if (wish.temporary()) {
      pool.invitedUser(name, attributes);
    } else {
      pool.confirmedUser(name, attributes);
      if (wish.device() || wish.passkey() || wish.factors().contains("SOFTWARE_TOKEN_MFA")) {
        AuthenticationResultType tokens =
            pool.signIn(name, PoolFixture.PASSWORD).authenticationResult();
        totp =
            wish.factors().contains("SOFTWARE_TOKEN_MFA")
                ? Optional.of(enrol(tokens.accessToken()))
                : totp;
        device = wish.device() ? Optional.of(confirm(tokens)) : device;
        passkey = wish.passkey() ? Optional.of(register(tokens.accessToken())) : passkey;
      }
      prefer(name, wish);
    }
    return new WalkUser(
        name,
        PoolFixture.PASSWORD,
        wish.temporary(),
        mail,
        phone,
        totp,
        device,
        passkey,
        new LinkedHashSet<>(wish.factors()),
        wish.preferred());
  }

  private TotpDevice enrol(String accessToken) {
    CognitoIdentityProviderClient sdk = server.sdk();
    String secret =
        sdk.associateSoftwareToken(associate -> associate.accessToken(accessToken)).secretCode();
    TotpDevice totp = TotpDevice.of(secret, server.clock());
    sdk.verifySoftwareToken(verify -> verify.accessToken(accessToken).userCode(totp.freshCode()));
    return totp;
  }

  private WalkUser.Device confirm(AuthenticationResultType tokens) {
    NewDeviceMetadataType device = tokens.newDeviceMetadata();
    String password = DeviceVerifier.newPassword(RANDOM);
    DeviceVerifier verifier =
        DeviceVerifier.create(device.deviceGroupKey(), device.deviceKey(), password, RANDOM);
    server
        .sdk()
        .confirmDevice(
            confirm ->
                confirm
                    .accessToken(tokens.accessToken())
                    .deviceKey(device.deviceKey())
                    .deviceSecretVerifierConfig(
                        config ->
                            config
                                .passwordVerifier(verifier.passwordVerifier())
                                .salt(verifier.salt())));
    return new WalkUser.Device(device.deviceKey(), device.deviceGroupKey(), password);
  }

  private SoftwareAuthenticator register(String accessToken) {
    CognitoIdentityProviderClient sdk = server.sdk();
    SoftwareAuthenticator passkey =
        SoftwareAuthenticator.platform("https://" + RELYING_PARTY).verifiesUser(true);
    Document options =
        sdk.startWebAuthnRegistration(start -> start.accessToken(accessToken))
            .credentialCreationOptions();
    Document credential =
        JsonDocuments.readObject(passkey.create(JsonDocuments.write(options))).orElseThrow();
    sdk.completeWebAuthnRegistration(
        complete -> complete.accessToken(accessToken).credential(credential));
    return passkey;
  }

  private void prefer(String name, Wish wish) {
    List<String> factors = new ArrayList<>(wish.factors());
    if (factors.isEmpty()) {
      return;
    }
    server
        .sdk()
        .adminSetUserMFAPreference(
            set -> {
              set.userPoolId(pool.poolId()).username(name);
              if (factors.contains("SMS_MFA")) {
                set.smsMfaSettings(sms -> sms.enabled(true).preferredMfa(prefers(wish, "SMS_MFA")));
              }
              if (factors.contains("EMAIL_OTP")) {
                set.emailMfaSettings(
                    email -> email.enabled(true).preferredMfa(prefers(wish, "EMAIL_OTP")));
              }
              if (factors.contains("SOFTWARE_TOKEN_MFA")) {
                set.softwareTokenMfaSettings(
                    totp -> totp.enabled(true).preferredMfa(prefers(wish, "SOFTWARE_TOKEN_MFA")));
              }
            });
  }

  private static boolean prefers(Wish wish, String factor) {
    return wish.preferred().filter(factor::equals).isPresent();
  }
}
