package dev.poolhouse.user;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.InstantSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesResponse;

/// Sets attributes of a user as an administrator, who may vouch for addresses too. A new address
/// that nobody vouches for is sent a code where the pool verifies it by itself.
public final class AdminUpdateUserAttributes
    implements Operation<AdminUpdateUserAttributesRequest, AdminUpdateUserAttributesResponse> {
  private static final AttributeWriter ADMIN = new AttributeWriter.Admin();

  private final Pools pools;
  private final UserChanges changes;
  private final AttributeUpdates updates;
  private final InstantSource clock;

  public AdminUpdateUserAttributes(
      Pools pools, UserChanges changes, AttributeUpdates updates, InstantSource clock) {
    this.pools = pools;
    this.changes = changes;
    this.updates = updates;
    this.clock = clock;
  }

  @Override
  public AdminUpdateUserAttributesResponse run(
      Caller caller, AdminUpdateUserAttributesRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    User user = changes.find(pool, request.username());
    Occasion occasion =
        Occasion.signed(pool, caller, "AdminUpdateUserAttributes", request.clientMetadata());
    updates.update(occasion, user, ADMIN, request.userAttributes(), clock.instant());
    return AdminUpdateUserAttributesResponse.builder().build();
  }
}
