package dev.poolhouse.pool;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolDescriptionType;

/// Lists the pools of the caller's account and region, in the order of their ids.
public final class ListUserPools implements Operation<ListUserPoolsRequest, ListUserPoolsResponse> {
  private final Transactions transactions;
  private final PoolStore store;
  private final Pages pages;

  public ListUserPools(Transactions transactions, PoolStore store, Pages pages) {
    this.transactions = transactions;
    this.store = store;
    this.pages = pages;
  }

  @Override
  public ListUserPoolsResponse run(Caller caller, ListUserPoolsRequest request) {
    String account = caller.origin().account();
    String region = caller.origin().region();
    String kind = String.join(" ", "ListUserPools", account, region);
    String after = pages.after(kind, request.nextToken());
    int limit = request.maxResults();
    List<Pool> found =
        transactions.read("list pools", tx -> store.list(tx, account, region, after, limit + 1));
    Pages.Page<Pool> page = pages.page(kind, found, limit, pool -> pool.id().value());
    ListUserPoolsResponse.Builder answer =
        ListUserPoolsResponse.builder()
            .userPools(page.items().stream().map(ListUserPools::description).toList());
    page.next().ifPresent(answer::nextToken);
    return answer.build();
  }

  private static UserPoolDescriptionType description(Pool pool) {
    return UserPoolDescriptionType.builder()
        .id(pool.id().value())
        .name(pool.document().name())
        .lambdaConfig(pool.document().lambdaConfig())
        .lastModifiedDate(pool.modifiedAt())
        .creationDate(pool.createdAt())
        .build();
  }
}
