package dev.poolhouse.client;

import dev.poolhouse.pool.Pools;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolClientResponse;

/// Shows an app client.
public final class DescribeUserPoolClient
    implements Operation<DescribeUserPoolClientRequest, DescribeUserPoolClientResponse> {
  private final Pools pools;
  private final Clients clients;
  private final ClientView view;

  public DescribeUserPoolClient(Pools pools, Clients clients, SecretCheck secrets) {
    this.pools = pools;
    this.clients = clients;
    this.view = new ClientView(secrets);
  }

  @Override
  public DescribeUserPoolClientResponse run(Caller caller, DescribeUserPoolClientRequest request) {
    Client client =
        clients.require(pools.require(caller, request.userPoolId()), request.clientId());
    return DescribeUserPoolClientResponse.builder().userPoolClient(view.show(client)).build();
  }
}
