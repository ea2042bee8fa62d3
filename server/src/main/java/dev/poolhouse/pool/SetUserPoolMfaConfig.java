package dev.poolhouse.pool;

import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// Sets a pool's MFA factors and passkeys. Unlike UpdateUserPool it may turn MFA on.
public final class SetUserPoolMfaConfig
    implements Operation<SetUserPoolMfaConfigRequest, SetUserPoolMfaConfigResponse> {
  private final PoolEdits edits;

  public SetUserPoolMfaConfig(PoolEdits edits) {
    this.edits = edits;
  }

  @Override
  public SetUserPoolMfaConfigResponse run(Caller caller, SetUserPoolMfaConfigRequest request) {
    GetUserPoolMfaConfigResponse mfa =
        edits.change(caller, request.userPoolId(), pool -> changed(pool, request)).mfa();
    return SetUserPoolMfaConfigResponse.builder()
        .mfaConfiguration(mfa.mfaConfiguration())
        .smsMfaConfiguration(mfa.smsMfaConfiguration())
        .softwareTokenMfaConfiguration(mfa.softwareTokenMfaConfiguration())
        .emailMfaConfiguration(mfa.emailMfaConfiguration())
        .webAuthnConfiguration(mfa.webAuthnConfiguration())
        .build();
  }

  private static Pool changed(Pool pool, SetUserPoolMfaConfigRequest request) {
    UserPoolType.Builder document = pool.document().toBuilder();
    GetUserPoolMfaConfigResponse mfa = MfaSettings.set(pool, request, document);
    UserPoolType configured = document.build();
    PoolRules.checkFactors(configured, mfa);
    TierRules.check(pool.document().userPoolTier(), mfa);
    return pool.with(configured, mfa, pool.modifiedAt());
  }
}
