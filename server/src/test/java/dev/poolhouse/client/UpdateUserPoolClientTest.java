package dev.poolhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Proves that an update replaces: what it omits goes back to its default, apart from what cannot
/// change. Rules are the same code as for creation and proven by `CreateUserPoolClientTest`.
final class UpdateUserPoolClientTest {
  private static TestServer server;
  private static ClientCalls calls;

  @BeforeAll
  static void start() {
    server = TestServer.sqlite();
    calls = ClientCalls.on(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static final String EVERYTHING =
      """
      'RefreshTokenValidity':60,'AccessTokenValidity':5,'IdTokenValidity':60,
      'TokenValidityUnits':{'AccessToken':'minutes','IdToken':'minutes','RefreshToken':'days'},
      'ReadAttributes':['email'],'WriteAttributes':['email'],
      'ExplicitAuthFlows':['ALLOW_USER_SRP_AUTH'],
      'SupportedIdentityProviders':['COGNITO'],
      'CallbackURLs':['https://example.com/cb'],'LogoutURLs':['https://example.com/out'],
      'DefaultRedirectURI':'https://example.com/cb',
      'AllowedOAuthFlows':['code'],'AllowedOAuthScopes':['openid'],
      'AllowedOAuthFlowsUserPoolClient':true,
      'PreventUserExistenceErrors':'ENABLED','EnableTokenRevocation':false,
      'EnablePropagateAdditionalUserContextData':true,'AuthSessionValidity':15,
      'RefreshTokenRotation':{'Feature':'ENABLED','RetryGracePeriodSeconds':60}
      """;

  @Test
  void omittedMembersGoBackToTheirDefaults() {
    JsonNode old = ClientCalls.client(calls.create("'GenerateSecret':true," + EVERYTHING));
    server.clock().advance(Duration.ofSeconds(5));

    JsonNode updated = ClientCalls.client(update(old, ""));

    assertThat(updated)
        .isEqualTo(
            ClientCalls.tree(
                """
                {'UserPoolId':'%s','ClientName':'c','ClientId':%s,'ClientSecret':%s,
                 'LastModifiedDate':%s,'CreationDate':%s,
                 'RefreshTokenValidity':30,'TokenValidityUnits':{},
                 'AllowedOAuthFlowsUserPoolClient':false,
                 'EnableTokenRevocation':false,'EnablePropagateAdditionalUserContextData':false,
                 'AuthSessionValidity':3}
                """
                    .formatted(
                        calls.poolId(),
                        old.get("ClientId"),
                        old.get("ClientSecret"),
                        updated.get("LastModifiedDate"),
                        old.get("CreationDate"))));
    assertThat(updated.get("LastModifiedDate").asDouble())
        .isGreaterThan(old.get("LastModifiedDate").asDouble() + 4);
    assertThat(ClientCalls.client(calls.describe(old.get("ClientId").asString())))
        .isEqualTo(updated);
  }

  @Test
  void givenMembersAreSet() {
    JsonNode old = ClientCalls.client(calls.create("'GenerateSecret':true"));

    JsonNode updated = ClientCalls.client(update(old, "," + EVERYTHING + ",'ClientName':'new'"));

    JsonNode given = ClientCalls.tree("{" + EVERYTHING + "}");
    given
        .properties()
        .forEach(
            member ->
                assertThat(updated.get(member.getKey()))
                    .as(member.getKey())
                    .isEqualTo(member.getValue()));
    assertThat(updated.get("ClientName").asString()).isEqualTo("new");
  }

  @Test
  void rulesHoldForUpdatesToo() {
    JsonNode old = ClientCalls.client(calls.create(""));

    RawAnswer answer = update(old, ",'EnablePropagateAdditionalUserContextData':true");

    assertThat(answer.message())
        .isEqualTo(
            "Client Secret is required to set EnablePropagateAdditionalUserContextData as true");
    assertThat(ClientCalls.client(calls.describe(old.get("ClientId").asString()))).isEqualTo(old);
  }

  @Test
  void unknownClientIsNotFound() {
    assertThat(calls.call("UpdateUserPoolClient", "'ClientId':'none'").body())
        .isEqualTo(
            "{\"__type\":\"ResourceNotFoundException\","
                + "\"message\":\"User pool client none does not exist.\"}");
  }

  private static RawAnswer update(JsonNode client, String members) {
    return calls.call("UpdateUserPoolClient", "'ClientId':" + client.get("ClientId") + members);
  }
}
