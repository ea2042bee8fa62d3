package dev.poolhouse.group;

import dev.poolhouse.pool.Pages;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListGroupsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListGroupsResponse;

/// Lists the groups of a pool in the order of their names.
public final class ListGroups implements Operation<ListGroupsRequest, ListGroupsResponse> {
  private final Pools pools;
  private final GroupStore store;
  private final Transactions transactions;
  private final Pages pages;

  public ListGroups(Pools pools, GroupStore store, Transactions transactions, Pages pages) {
    this.pools = pools;
    this.store = store;
    this.transactions = transactions;
    this.pages = pages;
  }

  @Override
  public ListGroupsResponse run(Caller caller, ListGroupsRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    String kind = "ListGroups " + pool.key().value();
    String after = pages.after(kind, request.nextToken());
    int limit = Pages.limit(request.limit());
    List<Group> found =
        transactions.read("list groups", tx -> store.list(tx, pool.key(), after, limit + 1));
    Pages.Page<Group> page = pages.page(kind, found, limit, Group::name);
    return ListGroupsResponse.builder()
        .groups(page.items().stream().map(group -> GroupView.of(pool, group)).toList())
        .nextToken(page.next().orElse(null))
        .build();
  }
}
