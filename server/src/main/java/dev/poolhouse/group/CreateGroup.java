package dev.poolhouse.group;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupResponse;

/// Makes a group. A pool has 10,000 at most.
public final class CreateGroup implements Operation<CreateGroupRequest, CreateGroupResponse> {
  private static final long MOST_IN_POOL = 10_000;

  private final Pools pools;
  private final GroupStore store;
  private final Transactions transactions;
  private final InstantSource clock;

  public CreateGroup(
      Pools pools, GroupStore store, Transactions transactions, InstantSource clock) {
    this.pools = pools;
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public CreateGroupResponse run(Caller caller, CreateGroupRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Group group =
        new Group(
            pool.key(),
            request.groupName(),
            Optional.ofNullable(request.description()),
            Optional.ofNullable(request.roleArn()),
            Optional.ofNullable(request.precedence()),
            now,
            now);
    transactions.run("create group", tx -> insert(tx, group));
    return CreateGroupResponse.builder().group(GroupView.of(pool, group)).build();
  }

  private void insert(Tx tx, Group group) {
    if (!store.insert(tx, group)) {
      throw ApiException.of(
          ErrorCode.GROUP_EXISTS, "A group with the name already exists."); // (unsure)
    }
    if (store.count(tx, group.poolKey()) > MOST_IN_POOL) {
      throw ApiException.of(
          ErrorCode.LIMIT_EXCEEDED,
          "A user pool can have " + MOST_IN_POOL + " groups at most."); // (unsure)
    }
  }
}
