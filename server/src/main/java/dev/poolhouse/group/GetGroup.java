package dev.poolhouse.group;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetGroupResponse;

/// Shows a group.
public final class GetGroup implements Operation<GetGroupRequest, GetGroupResponse> {
  private final Pools pools;
  private final GroupStore store;
  private final Transactions transactions;

  public GetGroup(Pools pools, GroupStore store, Transactions transactions) {
    this.pools = pools;
    this.store = store;
    this.transactions = transactions;
  }

  @Override
  public GetGroupResponse run(Caller caller, GetGroupRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    Group group =
        transactions
            .read("find group", tx -> store.find(tx, pool.key(), request.groupName()))
            .orElseThrow(GroupView::missing);
    return GetGroupResponse.builder().group(GroupView.of(pool, group)).build();
  }
}
