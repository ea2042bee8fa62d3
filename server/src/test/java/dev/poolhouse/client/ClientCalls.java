package dev.poolhouse.client;

import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls on the app clients of one fresh pool, as JSON in which `'` stands for `"`. The pool has
/// the attributes `sub`, `email` (required), `email_verified`, `phone_number_verified`, `name` and
/// `custom:level`.
record ClientCalls(TestServer server, String poolId) {
  private static final JsonMapper JSON = new JsonMapper();

  static ClientCalls on(TestServer server) {
    return on(server, _ -> {});
  }

  static ClientCalls on(TestServer server, Consumer<CreateUserPoolRequest.Builder> settings) {
    String poolId =
        server
            .sdk()
            .createUserPool(
                pool -> {
                  pool.poolName("pool").schema(attribute("email", true), attribute("level", false));
                  settings.accept(pool);
                })
            .userPool()
            .id();
    return new ClientCalls(server, poolId);
  }

  private static SchemaAttributeType attribute(String name, boolean required) {
    return SchemaAttributeType.builder()
        .name(name)
        .attributeDataType(AttributeDataType.STRING)
        .required(required)
        .mutable(true)
        .build();
  }

  /// Calls an operation with `UserPoolId` and `members`.
  RawAnswer call(String operation, String members) {
    String separator = members.isEmpty() ? "" : ",";
    return server.call(
        operation, json("{'UserPoolId':'" + poolId + "'" + separator + members + "}"));
  }

  RawAnswer create(String members) {
    return call(
        "CreateUserPoolClient", "'ClientName':'c'" + (members.isEmpty() ? "" : ",") + members);
  }

  /// The id of a new client.
  String created(String members) {
    return client(create(members)).get("ClientId").asString();
  }

  RawAnswer describe(String clientId) {
    return call("DescribeUserPoolClient", "'ClientId':'" + clientId + "'");
  }

  /// The client that an answer shows.
  static JsonNode client(RawAnswer answer) {
    JsonNode client = answer.json().path("UserPoolClient");
    if (client.isMissingNode()) {
      throw new AssertionError("no client: " + answer.body());
    }
    return client;
  }

  static JsonNode tree(String text) {
    return JSON.readTree(json(text));
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
