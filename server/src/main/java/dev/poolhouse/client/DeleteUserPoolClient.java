package dev.poolhouse.client;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolClientResponse;

/// Deletes an app client. Tokens issued earlier still verify; no new ones are issued.
public final class DeleteUserPoolClient
    implements Operation<DeleteUserPoolClientRequest, DeleteUserPoolClientResponse> {
  private final Pools pools;
  private final ClientStore store;
  private final Transactions transactions;

  public DeleteUserPoolClient(Pools pools, ClientStore store, Transactions transactions) {
    this.pools = pools;
    this.store = store;
    this.transactions = transactions;
  }

  @Override
  public DeleteUserPoolClientResponse run(Caller caller, DeleteUserPoolClientRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    ClientId id = new ClientId(request.clientId());
    if (!transactions.write("delete client", tx -> store.delete(tx, pool.key(), id))) {
      throw Clients.missing(id.value());
    }
    return DeleteUserPoolClientResponse.builder().build();
  }
}
