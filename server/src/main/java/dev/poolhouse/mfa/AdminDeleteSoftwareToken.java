package dev.poolhouse.mfa;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.MfaFactor;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.InstantSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteSoftwareTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteSoftwareTokenResponse;

/// Deletes a user's code generator and switches the factor off. Other factors stay.
///
/// Source: AdminDeleteSoftwareToken page of the API reference.
public final class AdminDeleteSoftwareToken
    implements Operation<AdminDeleteSoftwareTokenRequest, AdminDeleteSoftwareTokenResponse> {
  private final Pools pools;
  private final UserChanges changes;
  private final SoftwareTokenStore store;
  private final InstantSource clock;

  public AdminDeleteSoftwareToken(
      Pools pools, UserChanges changes, SoftwareTokenStore store, InstantSource clock) {
    this.pools = pools;
    this.changes = changes;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public AdminDeleteSoftwareTokenResponse run(
      Caller caller, AdminDeleteSoftwareTokenRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    changes.change("delete software token", pool, request.username(), this::delete);
    return AdminDeleteSoftwareTokenResponse.builder().build();
  }

  private User delete(Tx tx, User user) {
    if (!store.delete(tx, user.id())) {
      throw ApiException.notFound("User does not have a software token."); // wording (unsure)
    }
    return user.withMfa(user.mfa().without(MfaFactor.SOFTWARE_TOKEN_MFA), clock.instant());
  }
}
