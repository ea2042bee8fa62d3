package dev.poolhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Proves that a confidential client gets one more secret, shown only if generated, and no third.
final class AddUserPoolClientSecretTest {
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
  void generatedSecretIsShownAndDescribedFromThenOn() {
    String id = calls.created("'GenerateSecret':true");

    JsonNode descriptor = add(id, "").json().get("ClientSecretDescriptor");

    assertThat(descriptor.propertyNames())
        .containsExactlyInAnyOrder("ClientSecretId", "ClientSecretValue", "ClientSecretCreateDate");
    assertThat(descriptor.get("ClientSecretId").asString()).matches(id + "--\\d{10}");
    assertThat(descriptor.get("ClientSecretValue").asString()).matches("[0-9a-z]{52}");
    assertThat(ClientCalls.client(calls.describe(id)).get("ClientSecret"))
        .isEqualTo(descriptor.get("ClientSecretValue"));
  }

  @Test
  void givenSecretIsNotShown() {
    String id = calls.created("'GenerateSecret':true");

    JsonNode descriptor =
        add(id, ",'ClientSecret':'abcdefghijklmnopqrstuvwx'").json().get("ClientSecretDescriptor");

    assertThat(descriptor.propertyNames())
        .containsExactlyInAnyOrder("ClientSecretId", "ClientSecretCreateDate");
  }

  @Test
  void thirdSecretIsRefused() {
    String id = calls.created("'GenerateSecret':true");
    add(id, "");

    assertThat(add(id, "").body())
        .isEqualTo(
            "{\"__type\":\"LimitExceededException\",\"message\":\"User pool client "
                + id
                + " has two client secrets already.\"}");
  }

  @Test
  void publicClientGetsNone() {
    String id = calls.created("");

    assertThat(add(id, "").body())
        .isEqualTo(
            "{\"__type\":\"InvalidParameterException\",\"message\":\"User pool client "
                + id
                + " does not have a client secret.\"}");
  }

  @Test
  void unknownClientIsNotFound() {
    assertThat(add("none", "").errorType()).isEqualTo("ResourceNotFoundException");
  }

  private static RawAnswer add(String id, String members) {
    return calls.call("AddUserPoolClientSecret", "'ClientId':'" + id + "'" + members);
  }
}
