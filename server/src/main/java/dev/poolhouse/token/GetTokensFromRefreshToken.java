package dev.poolhouse.token;

import dev.poolhouse.client.Client;
import dev.poolhouse.client.Clients;
import dev.poolhouse.client.SecretCheck;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetTokensFromRefreshTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetTokensFromRefreshTokenResponse;

/// Trades a refresh token for new tokens; where the client rotates, for a new refresh token too.
/// The client proves itself with its plain secret and need not allow a refresh flow.
///
/// Source: GetTokensFromRefreshToken page of the API reference; sign-in reference §7.
public final class GetTokensFromRefreshToken
    implements Operation<GetTokensFromRefreshTokenRequest, GetTokensFromRefreshTokenResponse> {
  private final Pools pools;
  private final Clients clients;
  private final SecretCheck secrets;
  private final Refresh refresh;

  public GetTokensFromRefreshToken(
      Pools pools, Clients clients, SecretCheck secrets, Refresh refresh) {
    this.pools = pools;
    this.clients = clients;
    this.secrets = secrets;
    this.refresh = refresh;
  }

  @Override
  public GetTokensFromRefreshTokenResponse run(
      Caller caller, GetTokensFromRefreshTokenRequest request) {
    Client client = clients.require(request.clientId());
    Secret secret = Secret.of(Objects.requireNonNullElse(request.clientSecret(), ""));
    if (!secrets.accepts(client, secret)) {
      throw SecretCheck.mismatch(client);
    }
    TokenIssuer.Tokens tokens =
        refresh.refresh(
            new Occasion(
                pools.of(client.poolId()),
                caller,
                "GetTokensFromRefreshToken",
                client.id().value(),
                request.clientMetadata()),
            client,
            request.refreshToken(),
            Optional.ofNullable(request.deviceKey()));
    return GetTokensFromRefreshTokenResponse.builder()
        .authenticationResult(TokenReply.of(tokens))
        .build();
  }
}
