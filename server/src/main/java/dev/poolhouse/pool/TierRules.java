package dev.poolhouse.pool;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdvancedSecurityModeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreTokenGenerationLambdaVersionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignInPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// Which features need which tier: passwordless factors, token customisation beyond the first
/// version, password history, e-mail MFA and passkeys need Essentials; threat protection needs
/// Plus.
///
/// Source: admin-API reference §7.5, sign-in reference (documented); the texts are ours.
final class TierRules {
  private TierRules() {}

  /// Refuses settings above the pool's own tier with `FeatureUnavailableInTierException`.
  static void check(UserPoolType pool) {
    refuse(
        ErrorCode.FEATURE_UNAVAILABLE_IN_TIER,
        above(pool.userPoolTier(), ofSettings(pool), protects(pool)));
  }

  /// Refuses MFA factors and passkeys above `tier` with `FeatureUnavailableInTierException`.
  static void check(UserPoolTierType tier, GetUserPoolMfaConfigResponse mfa) {
    refuse(ErrorCode.FEATURE_UNAVAILABLE_IN_TIER, above(tier, ofMfa(mfa), false));
  }

  /// Refuses a tier below that of factors in use with `TierChangeNotAllowedException`.
  static void checkChange(UserPoolTierType tier, GetUserPoolMfaConfigResponse inUse) {
    refuse(ErrorCode.TIER_CHANGE_NOT_ALLOWED, above(tier, ofMfa(inUse), false));
  }

  private static Optional<String> above(
      UserPoolTierType tier, List<String> essentials, boolean protects) {
    if (protects && tier != UserPoolTierType.PLUS) {
      return Optional.of("Threat protection needs the PLUS tier.");
    }
    return tier == UserPoolTierType.LITE && !essentials.isEmpty()
        ? Optional.of(String.join(", ", essentials) + " needs the ESSENTIALS or PLUS tier.")
        : Optional.empty();
  }

  private static void refuse(ErrorCode code, Optional<String> reason) {
    reason.ifPresent(
        text -> {
          throw ApiException.of(code, text);
        });
  }

  private static boolean protects(UserPoolType pool) {
    return pool.userPoolAddOns() != null
        && pool.userPoolAddOns().advancedSecurityMode() != AdvancedSecurityModeType.OFF;
  }

  private static List<String> ofSettings(UserPoolType pool) {
    List<String> features = new ArrayList<>();
    boolean passwordless =
        Optional.ofNullable(pool.policies().signInPolicy())
            .map(SignInPolicyType::allowedFirstAuthFactors)
            .orElse(List.of())
            .stream()
            .anyMatch(factor -> factor != AuthFactorType.PASSWORD);
    if (passwordless) {
      features.add("AllowedFirstAuthFactors");
    }
    if (pool.policies().passwordPolicy().passwordHistorySize() != null) {
      features.add("PasswordHistorySize");
    }
    boolean customizesTokens =
        Optional.ofNullable(pool.lambdaConfig().preTokenGenerationConfig())
            .filter(config -> config.lambdaVersion() != PreTokenGenerationLambdaVersionType.V1_0)
            .isPresent();
    if (customizesTokens) {
      features.add("PreTokenGenerationConfig");
    }
    return features;
  }

  private static List<String> ofMfa(GetUserPoolMfaConfigResponse mfa) {
    List<String> features = new ArrayList<>();
    if (mfa.emailMfaConfiguration() != null) {
      features.add("EmailMfaConfiguration");
    }
    if (mfa.webAuthnConfiguration() != null) {
      features.add("WebAuthnConfiguration");
    }
    return features;
  }
}
