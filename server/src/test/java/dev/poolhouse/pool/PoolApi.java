package dev.poolhouse.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls pool operations in raw JSON, written with single quotes for the eye.
record PoolApi(TestServer server) {
  static final String SMS =
      "'SmsConfiguration':{'SnsCallerArn':'arn:aws:iam::123456789012:role/sms','ExternalId':'x'}";

  private static final JsonMapper JSON = new JsonMapper();

  /// A request that must be refused.
  ///
  /// @param request members besides the pool's id, in single quotes
  /// @param error the `__type` without `Exception`
  record Refusal(String name, String request, String error, String message) {
    static Refusal invalid(String name, String request, String message) {
      return new Refusal(name, request, "InvalidParameter", message);
    }
  }

  static JsonNode json(String text) {
    return JSON.readTree(text.replace('\'', '"'));
  }

  RawAnswer call(String operation, String request) {
    return server.call(operation, request.replace('\'', '"'));
  }

  /// The answer of a call that must succeed.
  JsonNode ok(String operation, String request) {
    RawAnswer answer = call(operation, request);
    assertThat(answer.status()).as("%s %s: %s", operation, request, answer.body()).isEqualTo(200);
    return answer.json();
  }

  /// Id of a new pool.
  ///
  /// @param members besides `PoolName`
  String create(String members) {
    return ok("CreateUserPool", with("'PoolName':'p'", members)).at("/UserPool/Id").asString();
  }

  JsonNode describe(String id) {
    return ok("DescribeUserPool", pool(id, "")).path("UserPool");
  }

  JsonNode mfa(String id) {
    return ok("GetUserPoolMfaConfig", pool(id, ""));
  }

  /// A request that names a pool.
  static String pool(String id, String members) {
    return with("'UserPoolId':'" + id + "'", members);
  }

  static String with(String first, String members) {
    return "{" + first + (members.isEmpty() ? "" : "," + members) + "}";
  }

  /// Expects each request, after `first`, to be refused.
  void refused(String operation, String first, List<Refusal> refusals) {
    assertThat(refusals)
        .allSatisfy(
            refusal -> {
              RawAnswer answer = call(operation, with(first, refusal.request));
              assertThat(answer.body())
                  .as(refusal.name)
                  .contains("\"" + refusal.error + "Exception\"");
              assertThat(answer.message()).as(refusal.name).isEqualTo(refusal.message);
              assertThat(answer.status()).as(refusal.name).isEqualTo(400);
            });
  }

  /// Expects the answer for a pool that there is none of, or that is another account's.
  void needsPool(String operation, String members) {
    refused(
        operation,
        "'UserPoolId':'us-east-1_Missing99'",
        List.of(
            new Refusal(
                "no such pool",
                members,
                "ResourceNotFound",
                "User pool us-east-1_Missing99 does not exist.")));
  }
}
