package dev.poolhouse.group;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminAddUserToGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminAddUserToGroupResponse;

/// Makes a user a member of a group; nothing changes for one who is. A user is in 100 groups at
/// most.
public final class AdminAddUserToGroup
    implements Operation<AdminAddUserToGroupRequest, AdminAddUserToGroupResponse> {
  private static final int MOST_OF_USER = 100;

  private final Pools pools;
  private final GroupStore store;
  private final Transactions transactions;
  private final UserNames names;
  private final InstantSource clock;

  public AdminAddUserToGroup(
      Pools pools,
      GroupStore store,
      Transactions transactions,
      UserNames names,
      InstantSource clock) {
    this.pools = pools;
    this.store = store;
    this.transactions = transactions;
    this.names = names;
    this.clock = clock;
  }

  @Override
  public AdminAddUserToGroupResponse run(Caller caller, AdminAddUserToGroupRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    Instant now = clock.instant();
    transactions.run("add user to group", tx -> add(tx, pool, request, now));
    return AdminAddUserToGroupResponse.builder().build();
  }

  private void add(Tx tx, Pool pool, AdminAddUserToGroupRequest request, Instant now) {
    UserId user = names.require(tx, pool, request.username()).id();
    if (!store.addMember(tx, pool.key(), request.groupName(), user, now)) {
      throw GroupView.missing();
    }
    if (store.groupsOf(tx, pool.key(), user).size() > MOST_OF_USER) {
      throw ApiException.of(
          ErrorCode.LIMIT_EXCEEDED,
          "A user can be in " + MOST_OF_USER + " groups at most."); // (unsure)
    }
  }
}
