package dev.poolhouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.sql.BoundDevices;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import tools.jackson.databind.JsonNode;

/// What a refresh without rotation gives, and every refusal. Rotation is proven in
/// `RefreshRotationTest`.
@EachServer
final class GetTokensFromRefreshTokenTest {
  private static final Refusal INVALID = Refusal.notAuthorized("Invalid Refresh Token");

  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;
  private final PoolFixture pool;

  GetTokensFromRefreshTokenTest(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
    this.pool = PoolFixture.create(server);
    pool.confirmedUser("ann", "nickname", "A");
  }

  private AuthenticationResultType signIn() {
    return pool.signIn("ann", PoolFixture.PASSWORD).authenticationResult();
  }

  private AuthenticationResultType refresh(String clientId, String token) {
    return sdk.getTokensFromRefreshToken(get -> get.clientId(clientId).refreshToken(token))
        .authenticationResult();
  }

  @Test
  void givesAccessAndIdTokenAlone() {
    RawAnswer answer =
        server.call(
            "GetTokensFromRefreshToken",
            "{\"ClientId\":\"%s\",\"RefreshToken\":\"%s\"}"
                .formatted(pool.clientId(), signIn().refreshToken()));
    assertThat(answer.json().propertyNames()).containsExactly("AuthenticationResult");
    JsonNode result = answer.json().get("AuthenticationResult");
    assertThat(result.propertyNames())
        .containsExactlyInAnyOrder("AccessToken", "ExpiresIn", "IdToken", "TokenType");
    assertThat(result.get("ExpiresIn").asInt()).isEqualTo(3600);
    assertThat(result.get("TokenType").asString()).isEqualTo("Bearer");
  }

  @Test
  void continuesTheSignInWithWhatTheUserIsNow() {
    AuthenticationResultType first = signIn();
    server.clock().advance(Duration.ofMinutes(10));
    sdk.updateUserAttributes(
        update ->
            update
                .accessToken(first.accessToken())
                .userAttributes(AttributeType.builder().name("nickname").value("B").build()));
    AuthenticationResultType second = refresh(pool.clientId(), first.refreshToken());
    JsonNode before = TokenText.claims(first.accessToken());
    JsonNode after = TokenText.claims(second.accessToken());
    for (String same : new String[] {"sub", "origin_jti", "auth_time", "event_id", "scope"}) {
      assertThat(after.get(same)).as(same).isEqualTo(before.get(same));
    }
    assertThat(after.get("jti")).isNotEqualTo(before.get("jti"));
    assertThat(after.get("iat").asLong()).isGreaterThanOrEqualTo(before.get("iat").asLong() + 600);
    assertThat(TokenText.claims(second.idToken()).get("nickname").asString()).isEqualTo("B");
    assertThat(sdk.getUser(get -> get.accessToken(second.accessToken())).username())
        .isEqualTo("ann");
  }

  private record Forgery(String name, BiFunction<String, AuthenticationResultType, String> token) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Forgery> forgeries() {
    return Stream.of(
        new Forgery("nonsense", (_, _) -> "nonsense"),
        new Forgery("an access token", (_, tokens) -> tokens.accessToken()),
        new Forgery("an ID token", (_, tokens) -> tokens.idToken()),
        new Forgery("cut short", (token, _) -> token.substring(0, token.length() - 3)),
        new Forgery("one letter changed", (token, _) -> TokenText.changed(token)),
        new Forgery("a sixth part", (token, _) -> token + ".x"),
        new Forgery("very long", (token, _) -> token + "A".repeat(100_000)));
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void forgedTokenIsInvalid(Forgery given) {
    AuthenticationResultType tokens = signIn();
    String forged = given.token().apply(tokens.refreshToken(), tokens);
    assertThat(Refusal.of(() -> refresh(pool.clientId(), forged))).isEqualTo(INVALID);
  }

  @Test
  void tokenOfAnotherClientOrPoolIsInvalid() {
    String token = signIn().refreshToken();
    String sibling = pool.client(_ -> {}).clientId();
    String stranger = PoolFixture.create(server).clientId();
    assertThat(Refusal.of(() -> refresh(sibling, token))).isEqualTo(INVALID);
    assertThat(Refusal.of(() -> refresh(stranger, token))).isEqualTo(INVALID);
    assertThat(refresh(pool.clientId(), token).accessToken()).isNotEmpty();
  }

  @Test
  void unknownClientDoesNotExist() {
    String id = "0123456789abcdefghijklmnop";
    assertThat(Refusal.of(() -> refresh(id, signIn().refreshToken())))
        .isEqualTo(Refusal.notFound("User pool client " + id + " does not exist."));
  }

  @Test
  void secretMustBeTheClients() {
    AppClient client = AppClient.confidential(server, pool);
    String token = client.signIn("ann").refreshToken();
    Refusal wrong =
        Refusal.notAuthorized("Client secret does not match for the client: " + client.id());
    assertThat(Refusal.of(() -> refresh(client.id(), token))).isEqualTo(wrong);
    assertThat(Refusal.of(() -> client.refresh(token, "x".repeat(40)))).isEqualTo(wrong);
    assertThat(client.refresh(token, client.secret()).accessToken()).isNotEmpty();
  }

  @Test
  void tokenEndsAfterItsValidity() {
    AppClient client =
        AppClient.open(
            server,
            pool,
            settings ->
                settings
                    .refreshTokenValidity(2)
                    .tokenValidityUnits(units -> units.refreshToken("hours")));
    String token = client.signIn("ann").refreshToken();
    server.clock().advance(Duration.ofMinutes(119));
    assertThat(client.refresh(token).accessToken()).isNotEmpty();
    server.clock().advance(Duration.ofMinutes(1));
    assertThat(Refusal.of(() -> client.refresh(token)))
        .isEqualTo(Refusal.notAuthorized("Refresh Token has expired"));
  }

  @Test
  void disabledUserIsRefused() {
    String token = signIn().refreshToken();
    sdk.adminDisableUser(disable -> disable.userPoolId(pool.poolId()).username("ann"));
    assertThat(Refusal.of(() -> refresh(pool.clientId(), token)))
        .isEqualTo(Refusal.notAuthorized("User is disabled."));
    sdk.adminEnableUser(enable -> enable.userPoolId(pool.poolId()).username("ann"));
    assertThat(Refusal.of(() -> refresh(pool.clientId(), token)))
        .isEqualTo(Refusal.notAuthorized("Refresh Token has been revoked"));
  }

  @Test
  void deletedUserOrClientEndsTheToken() {
    String token = signIn().refreshToken();
    AppClient gone = AppClient.open(server, pool, _ -> {});
    String other = gone.signIn("ann").refreshToken();
    sdk.deleteUserPoolClient(delete -> delete.userPoolId(pool.poolId()).clientId(gone.id()));
    assertThat(Refusal.of(() -> gone.refresh(other)))
        .isEqualTo(Refusal.notFound("User pool client " + gone.id() + " does not exist."));
    sdk.adminDeleteUser(delete -> delete.userPoolId(pool.poolId()).username("ann"));
    assertThat(Refusal.of(() -> refresh(pool.clientId(), token))).isEqualTo(INVALID);
  }

  @Test
  void deviceMustBeTheSignInsOwnAndConfirmed() {
    String token = signIn().refreshToken();
    String sub = TokenText.claims(signIn().idToken()).get("sub").asString();
    String device = "us-east-1_11111111-2222-3333-4444-555555555555";
    String another = device.replace('5', '6');
    BoundDevices.bind(server.database().database(), sub, device);
    BoundDevices.confirm(server.database().database(), sub, another);
    assertThat(Refusal.of(() -> refreshOn(device, token))).isEqualTo(INVALID);
    BoundDevices.confirm(server.database().database(), sub, device);
    assertThat(Refusal.of(() -> refresh(pool.clientId(), token))).isEqualTo(INVALID);
    assertThat(Refusal.of(() -> refreshOn(another, token))).isEqualTo(INVALID);
    assertThat(refreshOn(device, token).accessToken()).isNotEmpty();
    sdk.adminForgetDevice(
        forget -> forget.userPoolId(pool.poolId()).username("ann").deviceKey(device));
    assertThat(Refusal.of(() -> refreshOn(device, token))).isEqualTo(INVALID);
  }

  private AuthenticationResultType refreshOn(String device, String token) {
    return sdk.getTokensFromRefreshToken(
            get -> get.clientId(pool.clientId()).refreshToken(token).deviceKey(device))
        .authenticationResult();
  }
}
