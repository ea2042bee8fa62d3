package dev.poolhouse.client;

import dev.poolhouse.pool.Pages;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientDescription;

/// Lists the app clients of a pool in the order of their ids.
public final class ListUserPoolClients
    implements Operation<ListUserPoolClientsRequest, ListUserPoolClientsResponse> {
  private final Pools pools;
  private final ClientStore store;
  private final Transactions transactions;
  private final Pages pages;

  public ListUserPoolClients(
      Pools pools, ClientStore store, Transactions transactions, Pages pages) {
    this.pools = pools;
    this.store = store;
    this.transactions = transactions;
    this.pages = pages;
  }

  @Override
  public ListUserPoolClientsResponse run(Caller caller, ListUserPoolClientsRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    String kind = "ListUserPoolClients " + pool.key().value();
    String after = pages.after(kind, request.nextToken());
    int limit = Pages.limit(request.maxResults());
    List<Client> found =
        transactions.read("list clients", tx -> store.list(tx, pool.key(), after, limit + 1));
    Pages.Page<Client> page = pages.page(kind, found, limit, client -> client.id().value());
    return ListUserPoolClientsResponse.builder()
        .userPoolClients(page.items().stream().map(ListUserPoolClients::entry).toList())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private static UserPoolClientDescription entry(Client client) {
    return UserPoolClientDescription.builder()
        .clientId(client.id().value())
        .userPoolId(client.poolId().value())
        .clientName(client.document().clientName())
        .build();
  }
}
