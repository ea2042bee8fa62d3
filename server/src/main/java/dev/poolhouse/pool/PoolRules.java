package dev.poolhouse.pool;

import dev.poolhouse.wire.ApiException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// What a pool's configuration must not be, whoever sets it.
///
/// Source: admin-API reference §7.5 (recorded unless said).
final class PoolRules {
  /// MFA that is on needs a factor, and at creation SMS is the only one there can be.
  static final String MFA_NEEDS_SMS =
      "SMS configuration and Auto verification for phone_number are required when MFA is"
          + " required/optional";

  private PoolRules() {}

  /// Checks what only CreateUserPool can set. The text is remembered wording (unsure).
  static void checkNew(CreateUserPoolRequest request) {
    if (!request.aliasAttributes().isEmpty() && !request.usernameAttributes().isEmpty()) {
      throw ApiException.invalidParameter(
          "Only one of aliasAttributes or usernameAttributes can be set in a user pool.");
    }
  }

  /// Checks a configuration with its defaults filled in.
  static void check(UserPoolType pool) {
    checkVerification(pool);
    checkFirstFactors(pool);
    checkRecovery(pool.accountRecoverySetting().recoveryMechanisms());
  }

  private static void checkVerification(UserPoolType pool) {
    List<VerifiedAttributeType> verified = pool.autoVerifiedAttributes();
    if (verified.contains(VerifiedAttributeType.PHONE_NUMBER) && pool.smsConfiguration() == null) {
      throw ApiException.invalidParameter(
          "SMS configuration is required when phone_number is selected for auto verification");
    }
    List<VerifiedAttributeType> beforeUpdate =
        pool.userAttributeUpdateSettings().attributesRequireVerificationBeforeUpdate();
    if (!verified.containsAll(beforeUpdate)) {
      throw ApiException.invalidParameter(
          "All attributes in AttributesRequireVerificationBeforeUpdate must exist in"
              + " AutoVerifiedAttributes");
    }
  }

  private static void checkFirstFactors(UserPoolType pool) {
    Optional.ofNullable(pool.policies().signInPolicy())
        .filter(policy -> policy.hasAllowedFirstAuthFactors())
        .map(policy -> policy.allowedFirstAuthFactors())
        .ifPresent(PoolRules::checkFirstFactors);
  }

  private static void checkFirstFactors(List<AuthFactorType> factors) {
    if (!factors.contains(AuthFactorType.PASSWORD)) {
      throw ApiException.invalidParameter(
          "Password should be configured as one of the allowed first auth factors.");
    }
    if (factors.contains(AuthFactorType.SOFTWARE_TOKEN)) {
      // Documented as refused; the text is ours.
      throw ApiException.invalidParameter(
          "SOFTWARE_TOKEN cannot be configured as one of the allowed first auth factors.");
    }
  }

  /// Codes as first factors and MFA that is required exclude each other, and so do passkeys unless
  /// one with user verification counts as two factors. Documented; the texts are ours.
  static void checkFactors(UserPoolType pool, GetUserPoolMfaConfigResponse mfa) {
    List<AuthFactorType> factors = new PoolPolicy(pool).firstFactors();
    MfaPolicy policy = new MfaPolicy(mfa);
    if (policy.mode() != UserPoolMfaType.ON) {
      return;
    }
    if (factors.contains(AuthFactorType.EMAIL_OTP) || factors.contains(AuthFactorType.SMS_OTP)) {
      throw ApiException.invalidParameter(
          "EMAIL_OTP and SMS_OTP cannot be allowed first auth factors when MFA is required.");
    }
    if (factors.contains(AuthFactorType.WEB_AUTHN) && !policy.passkeyCountsTwice()) {
      throw ApiException.invalidParameter(
          "WEB_AUTHN cannot be an allowed first auth factor when MFA is required, unless"
              + " FactorConfiguration is MULTI_FACTOR_WITH_USER_VERIFICATION.");
    }
  }

  /// Documented rules; the first text is remembered wording, the second ours (unsure).
  private static void checkRecovery(List<RecoveryOptionType> mechanisms) {
    Set<RecoveryOptionNameType> names = new HashSet<>();
    Set<Integer> priorities = new HashSet<>();
    for (RecoveryOptionType mechanism : mechanisms) {
      if (!names.add(mechanism.name()) || !priorities.add(mechanism.priority())) {
        throw ApiException.invalidParameter(
            "Invalid account recovery setting parameter. Names and priorities must be unique.");
      }
    }
    if (names.contains(RecoveryOptionNameType.ADMIN_ONLY) && names.size() > 1) {
      throw ApiException.invalidParameter(
          "Invalid account recovery setting parameter. Account Recovery Setting cannot use"
              + " admin_only setting with any other recovery mechanisms.");
    }
  }
}
