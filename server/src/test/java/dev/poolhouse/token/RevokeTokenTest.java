package dev.poolhouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/// That revoking ends one sign-in and no other, and whom the operation refuses.
@EachServer
final class RevokeTokenTest {
  private static final Refusal UNAUTHORIZED =
      new Refusal("UnauthorizedException", "Invalid client or client secret.");

  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;
  private final PoolFixture pool;

  RevokeTokenTest(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
    this.pool = PoolFixture.create(server);
    pool.confirmedUser("ann");
  }

  private AuthenticationResultType signIn() {
    return pool.signIn("ann", PoolFixture.PASSWORD).authenticationResult();
  }

  private void revoke(String clientId, String token) {
    sdk.revokeToken(revoke -> revoke.clientId(clientId).token(token));
  }

  private AuthenticationResultType refresh(String refreshToken) {
    return sdk.getTokensFromRefreshToken(
            get -> get.clientId(pool.clientId()).refreshToken(refreshToken))
        .authenticationResult();
  }

  @Test
  void endsTheSignInAndItsAccessTokensAtOnce() {
    AuthenticationResultType ended = signIn();
    AuthenticationResultType other = signIn();
    String refreshed = refresh(ended.refreshToken()).accessToken();
    RawAnswer answer =
        server.call(
            "RevokeToken",
            "{\"ClientId\":\"%s\",\"Token\":\"%s\"}"
                .formatted(pool.clientId(), ended.refreshToken()));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{}");
    for (String token : new String[] {ended.accessToken(), refreshed}) {
      assertThat(Refusal.of(() -> sdk.getUser(get -> get.accessToken(token))))
          .isEqualTo(Refusal.notAuthorized("Access Token has been revoked"));
    }
    assertThat(Refusal.of(() -> refresh(ended.refreshToken())))
        .isEqualTo(Refusal.notAuthorized("Refresh Token has been revoked"));
    assertThat(sdk.getUser(get -> get.accessToken(other.accessToken())).username())
        .isEqualTo("ann");
    assertThat(refresh(other.refreshToken()).accessToken()).isNotEmpty();
  }

  @Test
  void revokedAndUnknownTokensAreAcceptedSilently() {
    String token = signIn().refreshToken();
    revoke(pool.clientId(), token);
    revoke(pool.clientId(), token);
    revoke(pool.clientId(), "unknown");
    revoke(pool.clientId(), token.substring(0, token.length() - 2));
    sdk.adminDeleteUser(delete -> delete.userPoolId(pool.poolId()).username("ann"));
    revoke(pool.clientId(), token);
  }

  @Test
  void otherKindsOfTokensAreRefused() {
    AuthenticationResultType tokens = signIn();
    Refusal refusal =
        new Refusal("UnsupportedTokenTypeException", "Only refresh tokens can be revoked.");
    assertThat(Refusal.of(() -> revoke(pool.clientId(), tokens.accessToken()))).isEqualTo(refusal);
    assertThat(Refusal.of(() -> revoke(pool.clientId(), tokens.idToken()))).isEqualTo(refusal);
  }

  @Test
  void clientThatDoesNotRevokeIsRefused() {
    String clientId = pool.client(client -> client.enableTokenRevocation(false)).clientId();
    assertThat(Refusal.of(() -> revoke(clientId, "unknown")))
        .isEqualTo(
            new Refusal(
                "UnsupportedOperationException",
                "Token revocation is not enabled for the client."));
  }

  @Test
  void unknownClientIsRefused() {
    assertThat(Refusal.of(() -> revoke("0123456789abcdefghijklmnop", signIn().refreshToken())))
        .isEqualTo(UNAUTHORIZED);
  }

  @Test
  void tokenOfAnotherClientIsRefusedAndStaysGood() {
    String clientId = pool.client(_ -> {}).clientId();
    AuthenticationResultType tokens = signIn();
    assertThat(Refusal.of(() -> revoke(clientId, tokens.refreshToken()))).isEqualTo(UNAUTHORIZED);
    assertThat(refresh(tokens.refreshToken()).accessToken()).isNotEmpty();
  }

  @Test
  void tokenOfAnotherPoolIsUnknown() {
    PoolFixture other = PoolFixture.create(server);
    AuthenticationResultType tokens = signIn();
    revoke(other.clientId(), tokens.refreshToken());
    assertThat(refresh(tokens.refreshToken()).accessToken()).isNotEmpty();
  }

  @Test
  void secretMustBeTheClients() {
    AppClient client = AppClient.confidential(server, pool);
    AuthenticationResultType tokens = client.signIn("ann");
    assertThat(Refusal.of(() -> revoke(client.id(), tokens.refreshToken())))
        .isEqualTo(UNAUTHORIZED);
    assertThat(Refusal.of(() -> client.revoke(tokens.refreshToken(), "x".repeat(40))))
        .isEqualTo(UNAUTHORIZED);
    assertThat(
            Refusal.of(
                () ->
                    sdk.revokeToken(
                        revoke ->
                            revoke
                                .clientId(pool.clientId())
                                .token(tokens.refreshToken())
                                .clientSecret(client.secret()))))
        .as("a public client with a secret")
        .isEqualTo(UNAUTHORIZED);
    client.revoke(tokens.refreshToken(), client.secret());
    assertThat(Refusal.of(() -> client.refresh(tokens.refreshToken(), client.secret())))
        .isEqualTo(Refusal.notAuthorized("Refresh Token has been revoked"));
  }
}
