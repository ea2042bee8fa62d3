package dev.poolhouse.token;

import dev.poolhouse.client.Client;
import dev.poolhouse.client.ClientRules;
import dev.poolhouse.client.ClientStore;
import dev.poolhouse.client.Clients;
import dev.poolhouse.client.SecretCheck;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetClientTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetClientTokenResponse;

/// Gives a program an access token of its own for its client secret. A client without custom scopes
/// gets a token that grants nothing (unsure).
///
/// Source: GetClientToken page of the API reference, operations reference; all texts of refusals
/// are (unsure).
public final class GetClientToken
    implements Operation<GetClientTokenRequest, GetClientTokenResponse> {
  private final Pools pools;
  private final Clients clients;
  private final SecretCheck secrets;
  private final Transactions transactions;
  private final ClientStore store;
  private final TokenIssuer issuer;

  /// @param store asked whether the client still exists, which the cached `clients` may not know
  public GetClientToken(
      Pools pools,
      Clients clients,
      SecretCheck secrets,
      Transactions transactions,
      ClientStore store,
      TokenIssuer issuer) {
    this.pools = pools;
    this.clients = clients;
    this.secrets = secrets;
    this.transactions = transactions;
    this.store = store;
    this.issuer = issuer;
  }

  @Override
  public GetClientTokenResponse run(Caller caller, GetClientTokenRequest request) {
    Client client = clients.require(request.clientId());
    if (!client.rules().flows().contains(ClientRules.Flow.CLIENT_TOKEN)) {
      throw ApiException.invalidParameter("CLIENT_TOKEN_AUTH flow not enabled for this client");
    }
    if (!client.confidential() || !secrets.accepts(client, Secret.of(request.secret()))) {
      throw SecretCheck.mismatch(client);
    }
    List<String> scopes = scopes(client, request);
    requireStill(client);
    Secret token = issuer.issueToClient(pools.of(client.poolId()), client, scopes);
    return GetClientTokenResponse.builder()
        .clientAuthenticationResult(
            result ->
                result
                    .accessToken(token.reveal())
                    .expiresIn((int) client.rules().accessTokenValidity().toSeconds())
                    .tokenType("Bearer"))
        .build();
  }

  /// What was asked for, each once; all that the client has when nothing was (documented). An empty
  /// list asks for nothing (unsure).
  private static List<String> scopes(Client client, GetClientTokenRequest request) {
    List<String> allowed = client.rules().customScopes();
    if (request.scopes().isEmpty()) {
      return allowed;
    }
    for (String scope : request.scopes()) {
      if (!allowed.contains(scope)) {
        throw ApiException.invalidParameter("Invalid scope requested: " + scope);
      }
    }
    return request.scopes().stream().distinct().toList();
  }

  private void requireStill(Client client) {
    boolean exists =
        transactions.read("client token", tx -> store.exists(tx, client.poolKey(), client.id()));
    if (!exists) {
      throw Clients.missing(client.id().value());
    }
  }
}
