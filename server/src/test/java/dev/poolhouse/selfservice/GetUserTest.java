package dev.poolhouse.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.TestServer;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `GetUser` shows, compared as a whole. Its refusals are those of every access token, see
/// `AccessTokensTest`.
@EachServer
final class GetUserTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final TestServer server;

  GetUserTest(TestServer server) {
    this.server = server;
  }

  private record Case(
      String name, Consumer<CreateUserPoolClientRequest.Builder> client, String attributes) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> clients() {
    return Stream.of(
        new Case(
            "a client without a list reads everything",
            _ -> {},
            """
            ,{"Name":"name","Value":"Ann"},{"Name":"nickname","Value":"A"},\
            {"Name":"email","Value":"ann@example.com"},{"Name":"email_verified","Value":"true"}\
            """),
        new Case(
            "attributes outside the list are left out without a word",
            client -> client.readAttributes("nickname", "email"),
            """
            ,{"Name":"nickname","Value":"A"},{"Name":"email","Value":"ann@example.com"}\
            """),
        new Case(
            "sub is shown to a client whose list lacks it",
            client -> client.readAttributes("phone_number"),
            ""));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void showsWhatTheClientMayRead(Case given) {
    PoolFixture pool = PoolFixture.create(server);
    String clientId = pool.client(given.client()).clientId();
    pool.confirmedUser(
        "ann",
        "name",
        "Ann",
        "nickname",
        "A",
        "email",
        "ann@example.com",
        "email_verified",
        "true");
    String token =
        server
            .sdk()
            .initiateAuth(
                auth ->
                    auth.clientId(clientId)
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(
                            Map.of("USERNAME", "ann", "PASSWORD", PoolFixture.PASSWORD)))
            .authenticationResult()
            .accessToken();
    String sub = sub(pool, "ann");
    JsonNode expected =
        JSON.readTree(
            """
            {"Username":"ann","UserAttributes":[{"Name":"sub","Value":"%s"}%s]}\
            """
                .formatted(sub, given.attributes()));
    assertThat(get(token)).isEqualTo(expected);
  }

  @Test
  void usernameIsTheSubWhereEmailServesAsUsername() {
    PoolFixture pool =
        PoolFixture.create(
            server, settings -> settings.usernameAttributes(UsernameAttributeType.EMAIL));
    String username = pool.confirmedUser("bob@example.com");
    JsonNode user = get(pool.accessToken("bob@example.com"));
    assertThat(user.get("Username").asString()).isEqualTo(username);
    assertThat(user.get("UserAttributes").get(0).get("Value").asString()).isEqualTo(username);
  }

  private JsonNode get(String token) {
    return server.call("GetUser", "{\"AccessToken\":\"" + token + "\"}").json();
  }

  private String sub(PoolFixture pool, String name) {
    return server
        .sdk()
        .adminGetUser(get -> get.userPoolId(pool.poolId()).username(name))
        .userAttributes()
        .getFirst()
        .value();
  }
}
