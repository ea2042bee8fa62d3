package dev.poolhouse.user;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableUserResponse;

/// Keeps a user from signing in and ends all sessions; the user stays listed.
public final class AdminDisableUser
    implements Operation<AdminDisableUserRequest, AdminDisableUserResponse> {
  private final Pools pools;
  private final UserChanges changes;
  private final InstantSource clock;

  public AdminDisableUser(Pools pools, UserChanges changes, InstantSource clock) {
    this.pools = pools;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public AdminDisableUserResponse run(Caller caller, AdminDisableUserRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    Instant now = clock.instant();
    changes.change(
        "disable user",
        pool,
        request.username(),
        (_, user) -> user.withEnabled(false, now).withSignedOutAt(now));
    return AdminDisableUserResponse.builder().build();
  }
}
