package dev.poolhouse.group;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRemoveUserFromGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRemoveUserFromGroupResponse;

/// Ends a user's membership of a group; nothing changes for one who is no member.
public final class AdminRemoveUserFromGroup
    implements Operation<AdminRemoveUserFromGroupRequest, AdminRemoveUserFromGroupResponse> {
  private final Pools pools;
  private final GroupStore store;
  private final Transactions transactions;
  private final UserNames names;

  public AdminRemoveUserFromGroup(
      Pools pools, GroupStore store, Transactions transactions, UserNames names) {
    this.pools = pools;
    this.store = store;
    this.transactions = transactions;
    this.names = names;
  }

  @Override
  public AdminRemoveUserFromGroupResponse run(
      Caller caller, AdminRemoveUserFromGroupRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    transactions.run("remove user from group", tx -> remove(tx, pool, request));
    return AdminRemoveUserFromGroupResponse.builder().build();
  }

  private void remove(Tx tx, Pool pool, AdminRemoveUserFromGroupRequest request) {
    UserId user = names.require(tx, pool, request.username()).id();
    if (store.find(tx, pool.key(), request.groupName()).isEmpty()) {
      throw GroupView.missing();
    }
    store.removeMember(tx, pool.key(), request.groupName(), user);
  }
}
