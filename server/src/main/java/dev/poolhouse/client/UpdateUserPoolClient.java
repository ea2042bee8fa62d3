package dev.poolhouse.client;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// Replaces the configuration of an app client: what the request omits goes back to its default.
/// Id, secrets and creation stay.
public final class UpdateUserPoolClient
    implements Operation<UpdateUserPoolClientRequest, UpdateUserPoolClientResponse> {
  private final Pools pools;
  private final ClientStore store;
  private final Transactions transactions;
  private final Clients clients;
  private final InstantSource clock;
  private final ClientView view;

  public UpdateUserPoolClient(
      Pools pools,
      ClientStore store,
      Transactions transactions,
      SecretCheck secrets,
      InstantSource clock) {
    this.pools = pools;
    this.store = store;
    this.transactions = transactions;
    this.clients = new StoredClients(transactions, store);
    this.clock = clock;
    this.view = new ClientView(secrets);
  }

  @Override
  public UpdateUserPoolClientResponse run(Caller caller, UpdateUserPoolClientRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    Client old = clients.require(pool, request.clientId());
    UserPoolClientType document = ClientDocuments.updated(request, old.document());
    ConfigurationCheck.check(pool, document, old.confidential());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Client client = old.with(document, now);
    if (!transactions.write("update client", tx -> store.update(tx, client))) {
      throw ApiException.of(
          ErrorCode.CONCURRENT_MODIFICATION,
          "User pool client " + client.id() + " was changed at the same time."); // (unsure)
    }
    return UpdateUserPoolClientResponse.builder().userPoolClient(view.show(client)).build();
  }
}
