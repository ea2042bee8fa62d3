package dev.poolhouse.client;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolClientSecretRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolClientSecretResponse;

/// Deletes one of two secrets of an app client. The last one stays.
public final class DeleteUserPoolClientSecret
    implements Operation<DeleteUserPoolClientSecretRequest, DeleteUserPoolClientSecretResponse> {
  private final Pools pools;
  private final ClientStore store;
  private final Transactions transactions;
  private final Clients clients;

  public DeleteUserPoolClientSecret(Pools pools, ClientStore store, Transactions transactions) {
    this.pools = pools;
    this.store = store;
    this.transactions = transactions;
    this.clients = new StoredClients(transactions, store);
  }

  @Override
  public DeleteUserPoolClientSecretResponse run(
      Caller caller, DeleteUserPoolClientSecretRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    Client client = clients.require(pool, request.clientId());
    String secretId = request.clientSecretId();
    if (client.secrets().stream().noneMatch(secret -> secret.id().equals(secretId))) {
      throw ApiException.notFound("Client secret " + secretId + " does not exist."); // (unsure)
    }
    boolean deleted =
        transactions.write("delete client secret", tx -> store.deleteSecret(tx, client, secretId));
    if (!deleted) {
      throw ApiException.invalidParameter(
          "The last client secret of a user pool client can not be deleted."); // (unsure)
    }
    return DeleteUserPoolClientSecretResponse.builder().build();
  }
}
