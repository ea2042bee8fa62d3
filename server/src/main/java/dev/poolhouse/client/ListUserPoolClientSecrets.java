package dev.poolhouse.client;

import dev.poolhouse.pool.Pools;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientSecretsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientSecretsResponse;

/// Lists the secrets of an app client, oldest first, without their values. There are two at most,
/// so there is one page.
public final class ListUserPoolClientSecrets
    implements Operation<ListUserPoolClientSecretsRequest, ListUserPoolClientSecretsResponse> {
  private final Pools pools;
  private final Clients clients;

  public ListUserPoolClientSecrets(Pools pools, Clients clients) {
    this.pools = pools;
    this.clients = clients;
  }

  @Override
  public ListUserPoolClientSecretsResponse run(
      Caller caller, ListUserPoolClientSecretsRequest request) {
    Client client =
        clients.require(pools.require(caller, request.userPoolId()), request.clientId());
    return ListUserPoolClientSecretsResponse.builder()
        .clientSecrets(client.secrets().stream().map(SecretDescriptors::of).toList())
        .build();
  }
}
