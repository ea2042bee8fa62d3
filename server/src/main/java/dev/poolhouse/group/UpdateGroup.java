package dev.poolhouse.group;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateGroupResponse;

/// Changes what the request gives of a group; what it omits stays (unsure for clearing a member).
public final class UpdateGroup implements Operation<UpdateGroupRequest, UpdateGroupResponse> {
  private final Pools pools;
  private final GroupStore store;
  private final Transactions transactions;
  private final InstantSource clock;

  public UpdateGroup(
      Pools pools, GroupStore store, Transactions transactions, InstantSource clock) {
    this.pools = pools;
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public UpdateGroupResponse run(Caller caller, UpdateGroupRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Group group = transactions.write("update group", tx -> update(tx, pool, request, now));
    return UpdateGroupResponse.builder().group(GroupView.of(pool, group)).build();
  }

  private Group update(Tx tx, Pool pool, UpdateGroupRequest request, Instant now) {
    Group old = store.find(tx, pool.key(), request.groupName()).orElseThrow(GroupView::missing);
    Group changed =
        new Group(
            old.poolKey(),
            old.name(),
            Optional.ofNullable(request.description()).or(old::description),
            Optional.ofNullable(request.roleArn()).or(old::roleArn),
            Optional.ofNullable(request.precedence()).or(old::precedence),
            old.createdAt(),
            now);
    if (!store.update(tx, changed)) {
      throw GroupView.missing();
    }
    return changed;
  }
}
