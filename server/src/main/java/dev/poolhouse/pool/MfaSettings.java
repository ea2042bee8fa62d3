package dev.poolhouse.pool;

import dev.poolhouse.wire.ApiException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SmsConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SmsMfaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserVerificationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.WebAuthnConfigurationType;

/// A pool's MFA, as three operations change it. The SMS settings have two places, the pool and the
/// SMS factor, and are kept the same in both.
///
/// Source: admin-API reference §7.4, §7.5 (recorded; what an omitted member keeps is unsure).
final class MfaSettings {
  private MfaSettings() {}

  /// MFA of a new pool, whose only factor can be SMS.
  static GetUserPoolMfaConfigResponse create(
      Optional<UserPoolMfaType> wanted, UserPoolType.Builder pool) {
    UserPoolMfaType mode = wanted.orElse(UserPoolMfaType.OFF);
    pool.mfaConfiguration(mode);
    GetUserPoolMfaConfigResponse.Builder mfa =
        GetUserPoolMfaConfigResponse.builder().mfaConfiguration(mode);
    if (mode != UserPoolMfaType.OFF) {
      mfa.smsMfaConfiguration(smsFactor(pool.build()));
    }
    return mfa.build();
  }

  /// MFA after an update that has put `pool`'s SMS settings in place: the mode stays unless named,
  /// factors stay while the mode is on.
  static GetUserPoolMfaConfigResponse update(
      Pool before, Optional<UserPoolMfaType> wanted, UserPoolType.Builder pool) {
    UserPoolMfaType old = before.mfa().mfaConfiguration();
    UserPoolMfaType mode = wanted.orElse(old);
    if (mode == UserPoolMfaType.ON && old != UserPoolMfaType.ON) {
      throw ApiException.invalidParameter(
          "Cannot turn MFA functionality ON, once the user pool has been created.");
    }
    pool.mfaConfiguration(mode);
    if (mode == UserPoolMfaType.OFF) {
      return GetUserPoolMfaConfigResponse.builder()
          .mfaConfiguration(mode)
          .webAuthnConfiguration(before.mfa().webAuthnConfiguration())
          .build();
    }
    GetUserPoolMfaConfigResponse.Builder mfa = before.mfa().toBuilder().mfaConfiguration(mode);
    UserPoolType changed = pool.build();
    if (old == UserPoolMfaType.OFF) {
      mfa.smsMfaConfiguration(smsFactor(changed));
    } else if (before.mfa().smsMfaConfiguration() != null) {
      mfa.smsMfaConfiguration(keepSms(before.mfa().smsMfaConfiguration(), changed, pool));
    }
    return mfa.build();
  }

  /// MFA as SetUserPoolMfaConfig sets it. With a mode, the factors named are all there are; without
  /// one, they are added to those there were. Passkeys stay unless named.
  static GetUserPoolMfaConfigResponse set(
      Pool before, SetUserPoolMfaConfigRequest request, UserPoolType.Builder pool) {
    boolean replaces = request.mfaConfiguration() != null;
    UserPoolMfaType mode = replaces ? request.mfaConfiguration() : before.mfa().mfaConfiguration();
    GetUserPoolMfaConfigResponse.Builder mfa =
        replaces
            ? GetUserPoolMfaConfigResponse.builder()
                .webAuthnConfiguration(before.mfa().webAuthnConfiguration())
            : before.mfa().toBuilder();
    mfa.mfaConfiguration(mode);
    pool.mfaConfiguration(mode);
    if (request.smsMfaConfiguration() != null) {
      mfa.smsMfaConfiguration(setSms(request.smsMfaConfiguration(), pool));
    }
    if (request.softwareTokenMfaConfiguration() != null) {
      mfa.softwareTokenMfaConfiguration(request.softwareTokenMfaConfiguration());
    }
    if (request.emailMfaConfiguration() != null) {
      mfa.emailMfaConfiguration(request.emailMfaConfiguration());
    }
    if (request.webAuthnConfiguration() != null) {
      mfa.webAuthnConfiguration(passkeys(request.webAuthnConfiguration()));
    }
    GetUserPoolMfaConfigResponse changed = mfa.build();
    checkFactors(changed);
    return changed;
  }

  private static void checkFactors(GetUserPoolMfaConfigResponse mfa) {
    boolean totp =
        mfa.softwareTokenMfaConfiguration() != null
            && Boolean.TRUE.equals(mfa.softwareTokenMfaConfiguration().enabled());
    boolean factors =
        totp || mfa.smsMfaConfiguration() != null || mfa.emailMfaConfiguration() != null;
    boolean off = mfa.mfaConfiguration() == UserPoolMfaType.OFF;
    if (off && factors) {
      throw ApiException.invalidParameter(
          "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.");
    }
    if (!off && !factors) {
      throw ApiException.invalidParameter(
          "Invalid MFA configuration given, can't disable all MFAs with a required or optional"
              + " configuration.");
    }
  }

  private static WebAuthnConfigurationType passkeys(WebAuthnConfigurationType given) {
    return given.userVerification() == null
        ? given.toBuilder().userVerification(UserVerificationType.PREFERRED).build()
        : given;
  }

  /// The SMS factor that the pool's own settings make.
  private static SmsMfaConfigType smsFactor(UserPoolType pool) {
    return smsFactor(pool.smsConfiguration(), pool.smsAuthenticationMessage());
  }

  private static SmsMfaConfigType smsFactor(
      @Nullable SmsConfigurationType configuration, @Nullable String message) {
    if (configuration == null) {
      throw ApiException.invalidParameter(PoolRules.MFA_NEEDS_SMS);
    }
    return SmsMfaConfigType.builder()
        .smsConfiguration(configuration)
        .smsAuthenticationMessage(message)
        .build();
  }

  /// An update that names no SMS settings leaves the factor's in both places.
  private static SmsMfaConfigType keepSms(
      SmsMfaConfigType factor, UserPoolType changed, UserPoolType.Builder pool) {
    SmsConfigurationType configuration =
        Optional.ofNullable(changed.smsConfiguration()).orElse(factor.smsConfiguration());
    String message =
        Optional.ofNullable(changed.smsAuthenticationMessage())
            .orElse(factor.smsAuthenticationMessage());
    pool.smsConfiguration(configuration).smsAuthenticationMessage(message);
    return smsFactor(configuration, message);
  }

  private static SmsMfaConfigType setSms(SmsMfaConfigType given, UserPoolType.Builder pool) {
    if (given.smsConfiguration() != null) {
      pool.smsConfiguration(given.smsConfiguration());
    }
    if (given.smsAuthenticationMessage() != null) {
      pool.smsAuthenticationMessage(given.smsAuthenticationMessage());
    }
    return smsFactor(pool.build());
  }
}
