package dev.poolhouse.pool;

import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;

/// Shows a pool's MFA factors and passkeys, those that are configured.
public final class GetUserPoolMfaConfig
    implements Operation<GetUserPoolMfaConfigRequest, GetUserPoolMfaConfigResponse> {
  private final Pools pools;

  public GetUserPoolMfaConfig(Pools pools) {
    this.pools = pools;
  }

  @Override
  public GetUserPoolMfaConfigResponse run(Caller caller, GetUserPoolMfaConfigRequest request) {
    return pools.require(caller, request.userPoolId()).mfa();
  }
}
