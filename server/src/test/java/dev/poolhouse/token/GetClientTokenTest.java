package dev.poolhouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.sql.ConfiguredScopes;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ClientAuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetClientTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import tools.jackson.databind.JsonNode;

/// Proves what a program gets for its secret, with either of two secrets, signed or not, and every
/// refusal. Scopes are put into the database, since no operation makes resource servers yet.
@EachServer
final class GetClientTokenTest {
  private static final List<String> SCOPES = List.of("orders/read", "orders/write");

  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;
  private final PoolFixture pool;

  GetClientTokenTest(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
    this.pool = PoolFixture.create(server);
  }

  private UserPoolClientType program(Consumer<CreateUserPoolClientRequest.Builder> settings) {
    return pool.client(
        client -> {
          client.generateSecret(true).explicitAuthFlowsWithStrings("ALLOW_CLIENT_TOKEN_AUTH");
          settings.accept(client);
        });
  }

  private UserPoolClientType program() {
    return program(_ -> {});
  }

  private UserPoolClientType scoped() {
    UserPoolClientType client = program();
    ConfiguredScopes.set(server.database().database(), client.clientId(), SCOPES);
    return client;
  }

  private ClientAuthenticationResultType token(UserPoolClientType client, String... scopes) {
    return sdk.getClientToken(
            get ->
                get.clientId(client.clientId())
                    .secret(client.clientSecret())
                    .scopes(scopes.length == 0 ? null : List.of(scopes)))
        .clientAuthenticationResult();
  }

  @Test
  void claimsAreThoseOfClientCredentials() {
    UserPoolClientType client = scoped();
    ClientAuthenticationResultType result = token(client);
    assertThat(result.expiresIn()).isEqualTo(3600);
    assertThat(result.tokenType()).isEqualTo("Bearer");
    JsonNode claims = TokenText.claims(result.accessToken());
    assertThat(claims.propertyNames())
        .containsExactlyInAnyOrder(
            "sub",
            "token_use",
            "scope",
            "auth_time",
            "iss",
            "exp",
            "iat",
            "version",
            "jti",
            "client_id");
    assertThat(claims.get("sub").asString()).isEqualTo(client.clientId());
    assertThat(claims.get("client_id").asString()).isEqualTo(client.clientId());
    assertThat(claims.get("token_use").asString()).isEqualTo("access");
    assertThat(claims.get("version").asInt()).isEqualTo(2);
    assertThat(claims.get("scope").asString()).isEqualTo("orders/read orders/write");
    assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(3600);
  }

  @Test
  void scopesCanBeNarrowedAndLifetimeIsTheClients() {
    JsonNode claims =
        TokenText.claims(token(scoped(), "orders/write", "orders/write").accessToken());
    assertThat(claims.get("scope").asString()).isEqualTo("orders/write");
    UserPoolClientType brief =
        program(
            client ->
                client
                    .accessTokenValidity(5)
                    .tokenValidityUnits(units -> units.accessToken("minutes")));
    ClientAuthenticationResultType result = token(brief);
    assertThat(result.expiresIn()).isEqualTo(300);
    assertThat(TokenText.claims(result.accessToken()).get("scope").asString()).isEmpty();
  }

  @Test
  void eitherSecretServes() {
    UserPoolClientType client = program();
    String second =
        sdk.addUserPoolClientSecret(
                add -> add.userPoolId(pool.poolId()).clientId(client.clientId()))
            .clientSecretDescriptor()
            .clientSecretValue();
    for (String secret : List.of(client.clientSecret(), second)) {
      assertThat(
              sdk.getClientToken(get -> get.clientId(client.clientId()).secret(secret))
                  .clientAuthenticationResult()
                  .accessToken())
          .isNotEmpty();
    }
  }

  @Test
  void needsNoSignature() {
    UserPoolClientType client = program();
    RawAnswer answer =
        server.send(
            HttpRequest.newBuilder(server.url())
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "AWSCognitoIdentityProviderService.GetClientToken")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"ClientId\":\"%s\",\"Secret\":\"%s\"}"
                            .formatted(client.clientId(), client.clientSecret())))
                .build());
    assertThat(answer.json().propertyNames()).containsExactly("ClientAuthenticationResult");
    assertThat(answer.json().get("ClientAuthenticationResult").propertyNames())
        .containsExactlyInAnyOrder("AccessToken", "ExpiresIn", "TokenType");
  }

  @Test
  void tokenIsNoUsers() {
    String token = token(scoped()).accessToken();
    assertThat(Refusal.of(() -> sdk.getUser(get -> get.accessToken(token))))
        .isEqualTo(Refusal.notAuthorized("Access Token does not have required scopes"));
  }

  /// @param request changed from one that would be granted
  private record Case(
      String name, Consumer<GetClientTokenRequest.Builder> request, String type, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> refusals() {
    return Stream.of(
        new Case(
            "no such client",
            get -> get.clientId("nosuchclient"),
            "ResourceNotFoundException",
            "User pool client nosuchclient does not exist."),
        new Case(
            "wrong secret",
            get -> get.secret("x".repeat(40)),
            "NotAuthorizedException",
            "Client secret does not match for the client: <client>"),
        new Case(
            "scope of no resource server",
            get -> get.scopes("orders/read", "orders/delete"),
            "InvalidParameterException",
            "Invalid scope requested: orders/delete"),
        new Case(
            "scope of users",
            get -> get.scopes("openid"),
            "InvalidParameterException",
            "Invalid scope requested: openid"),
        new Case(
            "short secret",
            get -> get.secret("short"),
            "InvalidParameterException",
            "1 validation error detected: Value at 'secret' failed to satisfy constraint: Member"
                + " must have length greater than or equal to 24"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(Case refused) {
    UserPoolClientType client = scoped();
    assertThat(
            Refusal.of(
                () ->
                    sdk.getClientToken(
                        get -> {
                          get.clientId(client.clientId()).secret(client.clientSecret());
                          refused.request().accept(get);
                        })))
        .isEqualTo(
            new Refusal(refused.type(), refused.message().replace("<client>", client.clientId())));
  }

  @Test
  void clientsOfUsersAreRefused() {
    UserPoolClientType other = pool.client(client -> client.generateSecret(true));
    Refusal off = Refusal.invalidParameter("CLIENT_TOKEN_AUTH flow not enabled for this client");
    assertThat(Refusal.of(() -> token(other))).isEqualTo(off);
    assertThat(
            Refusal.of(
                () ->
                    sdk.getClientToken(
                        get -> get.clientId(pool.clientId()).secret("x".repeat(40)))))
        .isEqualTo(off);
  }

  @Test
  void deletedClientGetsNothing() {
    UserPoolClientType client = program();
    sdk.deleteUserPoolClient(
        delete -> delete.userPoolId(pool.poolId()).clientId(client.clientId()));
    assertThat(Refusal.of(() -> token(client)))
        .isEqualTo(Refusal.notFound("User pool client " + client.clientId() + " does not exist."));
  }
}
