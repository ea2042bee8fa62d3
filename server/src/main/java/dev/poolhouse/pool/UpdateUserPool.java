package dev.poolhouse.pool;

import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.ExtendedOperation;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// Replaces a pool's settings: what the request leaves out goes back to its default, except name,
/// tier and MFA, which stay (the last two unsure).
///
/// Source: admin-API reference §7.4.
public final class UpdateUserPool
    implements ExtendedOperation<UpdateUserPoolRequest, UpdateUserPoolResponse> {
  private final PoolEdits edits;

  public UpdateUserPool(PoolEdits edits) {
    this.edits = edits;
  }

  @Override
  public Answer<UpdateUserPoolResponse> run(
      Caller caller, UpdateUserPoolRequest request, Map<String, Object> newer) {
    edits.change(caller, request.userPoolId(), pool -> updated(pool, request, newer));
    return new Answer<>(UpdateUserPoolResponse.builder().build(), Map.of());
  }

  private static Pool updated(Pool pool, UpdateUserPoolRequest request, Map<String, Object> newer) {
    PoolTags.check(request.userPoolTags(), ErrorCode.USER_POOL_TAGGING);
    UserPoolTierType tier =
        Optional.ofNullable(request.userPoolTier()).orElse(pool.document().userPoolTier());
    UserPoolType.Builder document = pool.document().toBuilder();
    PoolSettings.apply(settings(pool, request), tier, document);
    GetUserPoolMfaConfigResponse mfa =
        MfaSettings.update(pool, Optional.ofNullable(request.mfaConfiguration()), document);
    UserPoolType configured = document.build();
    PoolRules.check(configured);
    PoolRules.checkFactors(configured, mfa);
    TierRules.check(configured);
    TierRules.checkChange(tier, mfa);
    return pool.with(configured, mfa, pool.modifiedAt())
        .withLevels(AcrLevels.configured(newer, tier));
  }

  /// The request in the form that it shares with CreateUserPool.
  private static CreateUserPoolRequest settings(Pool pool, UpdateUserPoolRequest request) {
    return CreateUserPoolRequest.builder()
        .poolName(Optional.ofNullable(request.poolName()).orElse(pool.document().name()))
        .policies(request.policies())
        .deletionProtection(request.deletionProtection())
        .lambdaConfig(request.lambdaConfig())
        .autoVerifiedAttributesWithStrings(request.autoVerifiedAttributesAsStrings())
        .smsVerificationMessage(request.smsVerificationMessage())
        .emailVerificationMessage(request.emailVerificationMessage())
        .emailVerificationSubject(request.emailVerificationSubject())
        .verificationMessageTemplate(request.verificationMessageTemplate())
        .smsAuthenticationMessage(request.smsAuthenticationMessage())
        .userAttributeUpdateSettings(request.userAttributeUpdateSettings())
        .deviceConfiguration(request.deviceConfiguration())
        .emailConfiguration(request.emailConfiguration())
        .smsConfiguration(request.smsConfiguration())
        .userPoolTags(request.userPoolTags())
        .adminCreateUserConfig(request.adminCreateUserConfig())
        .userPoolAddOns(request.userPoolAddOns())
        .accountRecoverySetting(request.accountRecoverySetting())
        .keyConfiguration(request.keyConfiguration())
        .issuerConfiguration(request.issuerConfiguration())
        .build();
  }
}
