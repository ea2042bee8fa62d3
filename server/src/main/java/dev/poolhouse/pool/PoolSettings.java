package dev.poolhouse.pool;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AccountRecoverySettingType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdvancedSecurityAdditionalFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailSendingAccountType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserAttributeUpdateSettingsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolAddOnsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// The settings that CreateUserPool and UpdateUserPool have in common, with the defaults of what is
/// left out. An update puts every omitted setting back to its default, so both take this way.
///
/// Source: admin-API reference §7.1, §7.4.
final class PoolSettings {
  private PoolSettings() {}

  /// Puts the settings into `pool`, over whatever stood there.
  ///
  /// @param tier the tier that the pool will have
  static void apply(
      CreateUserPoolRequest request, UserPoolTierType tier, UserPoolType.Builder pool) {
    pool.name(request.poolName())
        .userPoolTier(tier)
        .policies(PasswordSettings.policies(request, tier))
        .adminCreateUserConfig(PasswordSettings.invitations(request))
        .deletionProtection(
            Optional.ofNullable(request.deletionProtection())
                .orElse(DeletionProtectionType.INACTIVE))
        .lambdaConfig(TriggerSettings.of(Optional.ofNullable(request.lambdaConfig())))
        .autoVerifiedAttributesWithStrings(
            request.autoVerifiedAttributes().isEmpty()
                ? null
                : request.autoVerifiedAttributesAsStrings())
        .userAttributeUpdateSettings(updateSettings(request))
        .accountRecoverySetting(
            Optional.ofNullable(request.accountRecoverySetting()).orElseGet(PoolSettings::recovery))
        .emailConfiguration(email(request))
        .smsConfiguration(request.smsConfiguration())
        .smsAuthenticationMessage(request.smsAuthenticationMessage())
        .deviceConfiguration(request.deviceConfiguration())
        .userPoolAddOns(addOns(request))
        .keyConfiguration(request.keyConfiguration())
        .issuerConfiguration(request.issuerConfiguration())
        .userPoolTags(request.userPoolTags().isEmpty() ? null : request.userPoolTags())
        .smsVerificationMessage(null)
        .emailVerificationMessage(null)
        .emailVerificationSubject(null);
    VerificationTexts.apply(request, pool);
  }

  private static UserAttributeUpdateSettingsType updateSettings(CreateUserPoolRequest request) {
    List<String> attributes =
        Optional.ofNullable(request.userAttributeUpdateSettings())
            .map(
                UserAttributeUpdateSettingsType::attributesRequireVerificationBeforeUpdateAsStrings)
            .orElse(List.of());
    return UserAttributeUpdateSettingsType.builder()
        .attributesRequireVerificationBeforeUpdateWithStrings(List.copyOf(attributes))
        .build();
  }

  /// E-mail first, then SMS (unsure).
  private static AccountRecoverySettingType recovery() {
    return AccountRecoverySettingType.builder()
        .recoveryMechanisms(
            RecoveryOptionType.builder()
                .priority(1)
                .name(RecoveryOptionNameType.VERIFIED_EMAIL)
                .build(),
            RecoveryOptionType.builder()
                .priority(2)
                .name(RecoveryOptionNameType.VERIFIED_PHONE_NUMBER)
                .build())
        .build();
  }

  private static EmailConfigurationType email(CreateUserPoolRequest request) {
    EmailConfigurationType given =
        Optional.ofNullable(request.emailConfiguration())
            .orElseGet(() -> EmailConfigurationType.builder().build());
    return given.emailSendingAccount() == null
        ? given.toBuilder().emailSendingAccount(EmailSendingAccountType.COGNITO_DEFAULT).build()
        : given;
  }

  private static @Nullable UserPoolAddOnsType addOns(CreateUserPoolRequest request) {
    UserPoolAddOnsType given = request.userPoolAddOns();
    return given == null || given.advancedSecurityAdditionalFlows() != null
        ? given
        : given.toBuilder()
            .advancedSecurityAdditionalFlows(AdvancedSecurityAdditionalFlowsType.builder().build())
            .build();
  }
}
