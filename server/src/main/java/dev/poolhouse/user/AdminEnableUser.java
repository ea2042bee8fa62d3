package dev.poolhouse.user;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminEnableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminEnableUserResponse;

/// Lets a disabled user sign in again.
public final class AdminEnableUser
    implements Operation<AdminEnableUserRequest, AdminEnableUserResponse> {
  private final Pools pools;
  private final UserChanges changes;
  private final InstantSource clock;

  public AdminEnableUser(Pools pools, UserChanges changes, InstantSource clock) {
    this.pools = pools;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public AdminEnableUserResponse run(Caller caller, AdminEnableUserRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    Instant now = clock.instant();
    changes.change(
        "enable user", pool, request.username(), (_, user) -> user.withEnabled(true, now));
    return AdminEnableUserResponse.builder().build();
  }
}
