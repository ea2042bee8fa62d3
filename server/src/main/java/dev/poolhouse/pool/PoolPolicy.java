package dev.poolhouse.pool;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Typed questions to a pool's configuration, with the service's defaults where a member is absent.
///
/// @param document the configuration
public record PoolPolicy(UserPoolType document) {
  private static final int DEFAULT_TEMPORARY_PASSWORD_DAYS = 7;

  /// Attributes that serve as the username; empty in pools with usernames of their own.
  public List<UsernameAttributeType> usernameAttributes() {
    return document.usernameAttributes();
  }

  /// Whether users sign in with an e-mail address or phone number in the place of a username.
  public boolean usesAttributesAsUsername() {
    return !document.usernameAttributes().isEmpty();
  }

  /// Attributes that may stand for the username once verified.
  public List<AliasAttributeType> aliases() {
    return document.aliasAttributes();
  }

  /// Attributes that are verified by a code on sign-up and change.
  public List<VerifiedAttributeType> autoVerified() {
    return document.autoVerifiedAttributes();
  }

  /// Whether names that differ in case only are different names. Absent means they are.
  public boolean caseSensitive() {
    return document.usernameConfiguration() == null
        || !Boolean.FALSE.equals(document.usernameConfiguration().caseSensitive());
  }

  /// `name` as it is compared in this pool.
  public String fold(String name) {
    return caseSensitive() ? name : name.toLowerCase(Locale.ROOT);
  }

  /// Whether `SignUp` is closed.
  public boolean adminCreatesUsersOnly() {
    return document.adminCreateUserConfig() != null
        && Boolean.TRUE.equals(document.adminCreateUserConfig().allowAdminCreateUserOnly());
  }

  /// The password rules.
  public PasswordPolicyType passwordPolicy() {
    return document.policies().passwordPolicy();
  }

  /// How long a temporary password can be used.
  public Duration temporaryPasswordValidity() {
    Integer days = passwordPolicy().temporaryPasswordValidityDays();
    return Duration.ofDays(days == null || days == 0 ? DEFAULT_TEMPORARY_PASSWORD_DAYS : days);
  }

  /// First factors of choice-based sign-in; the password alone unless the pool says more.
  public List<AuthFactorType> firstFactors() {
    return document.policies().signInPolicy() == null
            || !document.policies().signInPolicy().hasAllowedFirstAuthFactors()
        ? List.of(AuthFactorType.PASSWORD)
        : document.policies().signInPolicy().allowedFirstAuthFactors();
  }

  /// Whether devices are kept track of: any member of `DeviceConfiguration` switches it on.
  public boolean tracksDevices() {
    DeviceConfigurationType devices = document.deviceConfiguration();
    return devices != null
        && (devices.challengeRequiredOnNewDevice() != null
            || devices.deviceOnlyRememberedOnUserPrompt() != null);
  }

  /// Whether a remembered device may stand in for a second factor.
  public boolean remembersDevicesForMfa() {
    return tracksDevices()
        && Boolean.TRUE.equals(document.deviceConfiguration().challengeRequiredOnNewDevice());
  }

  /// Whether a confirmed device is remembered only once the user says so.
  public boolean asksToRememberDevices() {
    return tracksDevices()
        && Boolean.TRUE.equals(document.deviceConfiguration().deviceOnlyRememberedOnUserPrompt());
  }

  /// Schema attributes by name, in the order of the schema.
  public Map<String, SchemaAttributeType> schema() {
    Map<String, SchemaAttributeType> schema = new LinkedHashMap<>();
    document.schemaAttributes().forEach(attribute -> schema.put(attribute.name(), attribute));
    return schema;
  }
}
