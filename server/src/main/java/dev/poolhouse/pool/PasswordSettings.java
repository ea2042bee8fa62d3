package dev.poolhouse.pool;

import dev.poolhouse.wire.ApiException;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignInPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;

/// Password policy, sign-in policy and invitations, which share the lifetime of a temporary
/// password.
///
/// Source: admin-API reference §7.1, §7.5.
final class PasswordSettings {
  private static final int DEFAULT_LENGTH = 8;
  private static final int DEFAULT_DAYS = 7;

  private PasswordSettings() {}

  /// `Policies` as the pool has them.
  static UserPoolPolicyType policies(CreateUserPoolRequest request, UserPoolTierType tier) {
    UserPoolPolicyType.Builder policies =
        UserPoolPolicyType.builder().passwordPolicy(passwordPolicy(request));
    given(request)
        .map(UserPoolPolicyType::signInPolicy)
        .or(() -> usualSignIn(tier))
        .ifPresent(policies::signInPolicy);
    return policies.build();
  }

  /// `AdminCreateUserConfig` as the pool has it; its days mirror the password policy's.
  static AdminCreateUserConfigType invitations(CreateUserPoolRequest request) {
    AdminCreateUserConfigType given =
        Optional.ofNullable(request.adminCreateUserConfig())
            .orElseGet(() -> AdminCreateUserConfigType.builder().build());
    return given.toBuilder()
        .allowAdminCreateUserOnly(Boolean.TRUE.equals(given.allowAdminCreateUserOnly()))
        .unusedAccountValidityDays(temporaryDays(request))
        .build();
  }

  /// Lite pools have no sign-in policy (unsure).
  private static Optional<SignInPolicyType> usualSignIn(UserPoolTierType tier) {
    return tier == UserPoolTierType.LITE
        ? Optional.empty()
        : Optional.of(
            SignInPolicyType.builder().allowedFirstAuthFactors(AuthFactorType.PASSWORD).build());
  }

  /// Everything is required where no policy is given at all; in a policy that is given, what it
  /// leaves out is not required. Eight letters where it names no length (unsure).
  private static PasswordPolicyType passwordPolicy(CreateUserPoolRequest request) {
    PasswordPolicyType policy =
        given(request)
            .map(UserPoolPolicyType::passwordPolicy)
            .orElseGet(
                () ->
                    PasswordPolicyType.builder()
                        .requireUppercase(true)
                        .requireLowercase(true)
                        .requireNumbers(true)
                        .requireSymbols(true)
                        .build());
    Integer history = policy.passwordHistorySize();
    return policy.toBuilder()
        .minimumLength(Optional.ofNullable(policy.minimumLength()).orElse(DEFAULT_LENGTH))
        .requireUppercase(Boolean.TRUE.equals(policy.requireUppercase()))
        .requireLowercase(Boolean.TRUE.equals(policy.requireLowercase()))
        .requireNumbers(Boolean.TRUE.equals(policy.requireNumbers()))
        .requireSymbols(Boolean.TRUE.equals(policy.requireSymbols()))
        .passwordHistorySize(history == null || history == 0 ? null : history)
        .temporaryPasswordValidityDays(temporaryDays(request))
        .build();
  }

  /// Days that a temporary password is good for: of the new member or the old one, not both. Zero
  /// counts as absent.
  private static int temporaryDays(CreateUserPoolRequest request) {
    Optional<Integer> days =
        given(request)
            .map(UserPoolPolicyType::passwordPolicy)
            .map(PasswordPolicyType::temporaryPasswordValidityDays)
            .filter(number -> number > 0);
    Optional<Integer> legacy =
        Optional.ofNullable(request.adminCreateUserConfig())
            .map(AdminCreateUserConfigType::unusedAccountValidityDays)
            .filter(number -> number > 0);
    if (days.isPresent() && legacy.isPresent()) {
      throw ApiException.invalidParameter(
          "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of"
              + " UnusedAccountValidityDays");
    }
    return days.or(() -> legacy).orElse(DEFAULT_DAYS);
  }

  private static Optional<UserPoolPolicyType> given(CreateUserPoolRequest request) {
    return Optional.ofNullable(request.policies());
  }
}
