package dev.poolhouse.mfa;

import dev.poolhouse.user.MfaFactor;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailMfaSettingsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SMSMfaSettingsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SoftwareTokenMfaSettingsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.WebAuthnMfaSettingsType;

/// What a request says about factors. A factor it does not name stays as it is.
///
/// @param factors settings of the factors named
/// @param passkey whether a passkey shall count as a second factor; empty when not named
record FactorSettings(Map<MfaFactor, Setting> factors, Optional<Boolean> passkey) {

  FactorSettings {
    EnumMap<MfaFactor, Setting> copy = new EnumMap<>(MfaFactor.class);
    copy.putAll(factors);
    factors = Collections.unmodifiableMap(copy);
  }

  /// One factor's setting.
  ///
  /// @param preferred whether it shall be the preferred one; empty to leave that as it is
  record Setting(boolean enabled, Optional<Boolean> preferred) {

    /// A flag that is absent is false: clients repeat the preference to keep it (unsure).
    static Setting of(@Nullable Boolean enabled, @Nullable Boolean preferred) {
      return new Setting(Boolean.TRUE.equals(enabled), Optional.of(Boolean.TRUE.equals(preferred)));
    }

    /// Whether it asks to become the preferred one.
    boolean prefers() {
      return preferred.orElse(false);
    }
  }

  /// The settings of a request.
  static FactorSettings of(
      @Nullable SMSMfaSettingsType sms,
      @Nullable SoftwareTokenMfaSettingsType softwareToken,
      @Nullable EmailMfaSettingsType email,
      @Nullable WebAuthnMfaSettingsType passkey) {
    Map<MfaFactor, Setting> factors = new EnumMap<>(MfaFactor.class);
    if (sms != null) {
      factors.put(MfaFactor.SMS_MFA, Setting.of(sms.enabled(), sms.preferredMfa()));
    }
    if (softwareToken != null) {
      factors.put(
          MfaFactor.SOFTWARE_TOKEN_MFA,
          Setting.of(softwareToken.enabled(), softwareToken.preferredMfa()));
    }
    if (email != null) {
      factors.put(MfaFactor.EMAIL_OTP, Setting.of(email.enabled(), email.preferredMfa()));
    }
    return new FactorSettings(
        factors,
        Optional.ofNullable(passkey).map(settings -> Boolean.TRUE.equals(settings.enabled())));
  }

  /// SMS alone, switched on or off; the preference stays as long as it is on.
  static FactorSettings sms(boolean enabled) {
    return new FactorSettings(
        Map.of(MfaFactor.SMS_MFA, new Setting(enabled, Optional.empty())), Optional.empty());
  }
}
