package dev.poolhouse.token;

import dev.poolhouse.client.Client;
import dev.poolhouse.client.ClientId;
import dev.poolhouse.client.Clients;
import dev.poolhouse.client.SecretCheck;
import dev.poolhouse.crypto.Jwt;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.Operation;
import java.time.InstantSource;
import java.util.Objects;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RevokeTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RevokeTokenResponse;

/// Ends one sign-in: its refresh token and every access token refreshed from it. A token that is
/// unknown, or revoked already, answers like one that was revoked just now.
///
/// Source: RevokeToken page of the API reference; sign-in reference §7. All texts are (unsure).
public final class RevokeToken implements Operation<RevokeTokenRequest, RevokeTokenResponse> {
  private final Clients clients;
  private final SecretCheck secrets;
  private final RefreshTokens refreshTokens;
  private final Transactions transactions;
  private final FamilyStore families;
  private final InstantSource clock;

  public RevokeToken(
      Clients clients,
      SecretCheck secrets,
      RefreshTokens refreshTokens,
      Transactions transactions,
      FamilyStore families,
      InstantSource clock) {
    this.clients = clients;
    this.secrets = secrets;
    this.refreshTokens = refreshTokens;
    this.transactions = transactions;
    this.families = families;
    this.clock = clock;
  }

  @Override
  public RevokeTokenResponse run(Caller caller, RevokeTokenRequest request) {
    Client client =
        clients.find(new ClientId(request.clientId())).orElseThrow(RevokeToken::wrongClient);
    if (!secrets.accepts(
        client, Secret.of(Objects.requireNonNullElse(request.clientSecret(), "")))) {
      throw wrongClient();
    }
    if (!client.rules().revocable()) {
      throw ApiException.of(
          ErrorCode.UNSUPPORTED_OPERATION, "Token revocation is not enabled for the client.");
    }
    if (Jwt.kid(request.token()).isPresent()) {
      throw ApiException.of(
          ErrorCode.UNSUPPORTED_TOKEN_TYPE, "Only refresh tokens can be revoked.");
    }
    refreshTokens
        .read(request.token())
        .filter(content -> content.poolKey().equals(client.poolKey()))
        .ifPresent(content -> revoke(client, content));
    return RevokeTokenResponse.builder().build();
  }

  /// A token of another client is refused (RFC 7009, section 2.1).
  private void revoke(Client client, RefreshTokens.Content content) {
    transactions.run(
        "revoke",
        tx -> {
          boolean foreign =
              families
                  .find(tx, content.userId(), content.familyId())
                  .filter(family -> !family.clientId().equals(client.id()))
                  .isPresent();
          if (foreign) {
            throw wrongClient();
          }
          families.revoke(tx, content.userId(), content.familyId(), clock.instant());
        });
  }

  private static ApiException wrongClient() {
    return ApiException.of(ErrorCode.UNAUTHORIZED, "Invalid client or client secret.");
  }
}
