package dev.poolhouse.group;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteGroupResponse;

/// Deletes a group with its memberships. Its users stay.
public final class DeleteGroup implements Operation<DeleteGroupRequest, DeleteGroupResponse> {
  private final Pools pools;
  private final GroupStore store;
  private final Transactions transactions;

  public DeleteGroup(Pools pools, GroupStore store, Transactions transactions) {
    this.pools = pools;
    this.store = store;
    this.transactions = transactions;
  }

  @Override
  public DeleteGroupResponse run(Caller caller, DeleteGroupRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    boolean deleted =
        transactions.write("delete group", tx -> store.delete(tx, pool.key(), request.groupName()));
    if (!deleted) {
      throw GroupView.missing();
    }
    return DeleteGroupResponse.builder().build();
  }
}
