package dev.poolhouse.user;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserAttributesResponse;

/// Deletes attributes of a user. One that is not set is passed over; required ones stay.
public final class AdminDeleteUserAttributes
    implements Operation<AdminDeleteUserAttributesRequest, AdminDeleteUserAttributesResponse> {
  private static final AttributeWriter ADMIN = new AttributeWriter.Admin();

  private final Pools pools;
  private final UserChanges changes;
  private final InstantSource clock;

  public AdminDeleteUserAttributes(Pools pools, UserChanges changes, InstantSource clock) {
    this.pools = pools;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public AdminDeleteUserAttributesResponse run(
      Caller caller, AdminDeleteUserAttributesRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    Instant now = clock.instant();
    changes.change(
        "delete attributes",
        pool,
        request.username(),
        (_, user) ->
            AttributeRules.deleting(pool.policy(), user, ADMIN, request.userAttributeNames())
                .applied(user, now));
    return AdminDeleteUserAttributesResponse.builder().build();
  }
}
