package dev.poolhouse.pool;

import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.WebAuthnConfigurationType;

/// Typed questions to a pool's second factors and passkeys.
///
/// @param document what `GetUserPoolMfaConfig` shows
public record MfaPolicy(GetUserPoolMfaConfigResponse document) {

  /// Whether a second factor is asked never, of users who switched one on, or always.
  public UserPoolMfaType mode() {
    return document.mfaConfiguration() == null ? UserPoolMfaType.OFF : document.mfaConfiguration();
  }

  /// Whether codes by SMS are a second factor here.
  public boolean sms() {
    return document.smsMfaConfiguration() != null;
  }

  /// Whether codes by e-mail are a second factor here.
  public boolean email() {
    return document.emailMfaConfiguration() != null;
  }

  /// Whether code generators are a second factor here.
  public boolean softwareToken() {
    return document.softwareTokenMfaConfiguration() != null
        && Boolean.TRUE.equals(document.softwareTokenMfaConfiguration().enabled());
  }

  /// Whether SMS and nothing else is demanded. Then a phone number is a factor without being
  /// switched on.
  public boolean demandsSmsAlone() {
    return mode() == UserPoolMfaType.ON && sms() && !softwareToken() && !email();
  }

  /// The passkey settings, where the pool has any.
  public Optional<WebAuthnConfigurationType> passkeys() {
    return Optional.ofNullable(document.webAuthnConfiguration());
  }

  /// Whether a passkey with user verification counts as two factors.
  public boolean passkeyCountsTwice() {
    return passkeys()
        .filter(
            settings ->
                "MULTI_FACTOR_WITH_USER_VERIFICATION"
                    .equals(settings.factorConfigurationAsString()))
        .isPresent();
  }
}
