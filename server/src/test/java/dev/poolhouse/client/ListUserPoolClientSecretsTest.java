package dev.poolhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Proves that both secrets are listed, oldest first and without values.
final class ListUserPoolClientSecretsTest {
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

  @Test
  void secretsAreListedWithoutValues() {
    String id = calls.created("'GenerateSecret':true");
    String first = secretIds(id).getFirst();
    JsonNode second =
        calls
            .call("AddUserPoolClientSecret", "'ClientId':'" + id + "'")
            .json()
            .get("ClientSecretDescriptor");

    JsonNode answer = list(id).json();

    assertThat(answer.propertyNames()).containsExactly("ClientSecrets");
    assertThat(secretIds(id))
        .containsExactly(first, second.get("ClientSecretId").asString())
        .doesNotHaveDuplicates();
    answer
        .get("ClientSecrets")
        .forEach(
            secret ->
                assertThat(secret.propertyNames())
                    .containsExactlyInAnyOrder("ClientSecretId", "ClientSecretCreateDate"));
  }

  @Test
  void publicClientHasNone() {
    assertThat(list(calls.created("")).body()).isEqualTo("{\"ClientSecrets\":[]}");
  }

  @Test
  void unknownClientIsNotFound() {
    assertThat(list("none").errorType()).isEqualTo("ResourceNotFoundException");
  }

  private static List<String> secretIds(String id) {
    return list(id)
        .json()
        .get("ClientSecrets")
        .valueStream()
        .map(secret -> secret.get("ClientSecretId").asString())
        .toList();
  }

  private static RawAnswer list(String id) {
    return calls.call("ListUserPoolClientSecrets", "'ClientId':'" + id + "'");
  }
}
