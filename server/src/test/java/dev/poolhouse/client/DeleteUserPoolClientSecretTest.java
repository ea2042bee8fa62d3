package dev.poolhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Proves that either of two secrets can be deleted, and the last one not.
final class DeleteUserPoolClientSecretTest {
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
  void olderSecretIsDeletedAndTheLastOneStays() {
    JsonNode client = ClientCalls.client(calls.create("'GenerateSecret':true"));
    String id = client.get("ClientId").asString();
    String older = secretId(id);
    JsonNode newer =
        calls
            .call("AddUserPoolClientSecret", "'ClientId':'" + id + "'")
            .json()
            .get("ClientSecretDescriptor");

    assertThat(delete(id, older).status()).isEqualTo(200);
    assertThat(secretId(id)).isEqualTo(newer.get("ClientSecretId").asString());
    assertThat(ClientCalls.client(calls.describe(id)).get("ClientSecret"))
        .isEqualTo(newer.get("ClientSecretValue"));
    assertThat(delete(id, secretId(id)).body())
        .isEqualTo(
            "{\"__type\":\"InvalidParameterException\",\"message\":"
                + "\"The last client secret of a user pool client can not be deleted.\"}");
    assertThat(delete(id, older).body())
        .isEqualTo(
            "{\"__type\":\"ResourceNotFoundException\",\"message\":\"Client secret "
                + older
                + " does not exist.\"}");
  }

  @Test
  void newerSecretIsDeletedAndTheOlderOneShownAgain() {
    JsonNode client = ClientCalls.client(calls.create("'GenerateSecret':true"));
    String id = client.get("ClientId").asString();
    JsonNode newer =
        calls
            .call("AddUserPoolClientSecret", "'ClientId':'" + id + "'")
            .json()
            .get("ClientSecretDescriptor");

    delete(id, newer.get("ClientSecretId").asString());

    assertThat(ClientCalls.client(calls.describe(id))).isEqualTo(client);
  }

  @Test
  void unknownClientIsNotFound() {
    assertThat(delete("none", "none--1").errorType()).isEqualTo("ResourceNotFoundException");
  }

  private static String secretId(String id) {
    return calls
        .call("ListUserPoolClientSecrets", "'ClientId':'" + id + "'")
        .json()
        .get("ClientSecrets")
        .get(0)
        .get("ClientSecretId")
        .asString();
  }

  private static RawAnswer delete(String id, String secretId) {
    return calls.call(
        "DeleteUserPoolClientSecret",
        "'ClientId':'" + id + "','ClientSecretId':'" + secretId + "'");
  }
}
