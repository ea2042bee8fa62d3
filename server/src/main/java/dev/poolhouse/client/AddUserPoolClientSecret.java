package dev.poolhouse.client;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.Operation;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AddUserPoolClientSecretRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AddUserPoolClientSecretResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ClientSecretDescriptorType;

/// Gives an app client that has a secret a second one, so that programs can change over. The answer
/// shows the secret only if the service made it.
public final class AddUserPoolClientSecret
    implements Operation<AddUserPoolClientSecretRequest, AddUserPoolClientSecretResponse> {
  private final Pools pools;
  private final ClientStore store;
  private final Transactions transactions;
  private final Clients clients;
  private final InstantSource clock;
  private final NewSecrets newSecrets;

  public AddUserPoolClientSecret(
      Pools pools,
      ClientStore store,
      Transactions transactions,
      SecretCheck secrets,
      Ids ids,
      InstantSource clock) {
    this.pools = pools;
    this.store = store;
    this.transactions = transactions;
    this.clients = new StoredClients(transactions, store);
    this.clock = clock;
    this.newSecrets = new NewSecrets(secrets, ids);
  }

  @Override
  public AddUserPoolClientSecretResponse run(
      Caller caller, AddUserPoolClientSecretRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    Client client = clients.require(pool, request.clientId());
    if (!client.confidential()) {
      throw ApiException.invalidParameter(
          "User pool client " + client.id() + " does not have a client secret."); // (unsure)
    }
    Secret value = newSecrets.value(request.clientSecret());
    ClientSecret secret =
        newSecrets.sealed(
            client.id(), value, client.secrets(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    boolean added =
        transactions.write(
            "add client secret", tx -> store.addSecret(tx, client, secret, NewSecrets.MOST));
    if (!added) {
      throw ApiException.of(
          ErrorCode.LIMIT_EXCEEDED,
          "User pool client " + client.id() + " has two client secrets already."); // (unsure)
    }
    ClientSecretDescriptorType.Builder descriptor = SecretDescriptors.of(secret).toBuilder();
    if (request.clientSecret() == null) {
      descriptor.clientSecretValue(value.reveal());
    }
    return AddUserPoolClientSecretResponse.builder()
        .clientSecretDescriptor(descriptor.build())
        .build();
  }
}
