package dev.poolhouse.group;

import dev.poolhouse.pool.Pages;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserView;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersInGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersInGroupResponse;

/// Lists the members of a group in the form of `ListUsers`, in an order that new members do not
/// disturb.
public final class ListUsersInGroup
    implements Operation<ListUsersInGroupRequest, ListUsersInGroupResponse> {
  private final Pools pools;
  private final GroupStore store;
  private final Transactions transactions;
  private final Pages pages;

  public ListUsersInGroup(Pools pools, GroupStore store, Transactions transactions, Pages pages) {
    this.pools = pools;
    this.store = store;
    this.transactions = transactions;
    this.pages = pages;
  }

  @Override
  public ListUsersInGroupResponse run(Caller caller, ListUsersInGroupRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    String name = request.groupName();
    String kind = "ListUsersInGroup " + pool.key().value() + " " + name;
    String after = pages.after(kind, request.nextToken());
    int limit = Pages.limit(request.limit());
    List<User> found =
        transactions.read("list members", tx -> members(tx, pool, name, after, limit + 1));
    Pages.Page<User> page = pages.page(kind, found, limit, user -> user.id().value());
    return ListUsersInGroupResponse.builder()
        .users(page.items().stream().map(UserView::of).toList())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private List<User> members(Tx tx, Pool pool, String name, String after, int limit) {
    if (store.find(tx, pool.key(), name).isEmpty()) {
      throw GroupView.missing();
    }
    return store.members(tx, pool.key(), name, after, limit);
  }
}
