package dev.poolhouse.token;

import dev.poolhouse.testing.FunctionEndpoint;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.wire.Json;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreTokenGenerationLambdaVersionType;

/// A pool with a function that changes tokens, and a user `ann` in two groups.
final class TokenPool {
  static final String ROLE = "arn:aws:iam::000000000000:role/";

  private final TestServer server;
  private final PoolFixture pool;
  private final String function;
  private final String member;

  /// @param function name of the function, not used elsewhere
  TokenPool(TestServer server, String function, PreTokenGenerationLambdaVersionType version) {
    this.server = server;
    this.function = function;
    this.member =
        version == PreTokenGenerationLambdaVersionType.V1_0
            ? "claimsOverrideDetails"
            : "claimsAndScopeOverrideDetails";
    String arn = server.functions().on(function, _ -> {});
    this.pool =
        PoolFixture.create(
            server,
            create ->
                create.lambdaConfig(
                    triggers ->
                        triggers.preTokenGenerationConfig(
                            config -> config.lambdaArn(arn).lambdaVersion(version))));
    pool.confirmedUser("ann", "email", "ann@example.com", "email_verified", "true");
    group("editors", 2);
    group("admins", 1);
  }

  private void group(String name, int precedence) {
    server
        .sdk()
        .createGroup(
            create ->
                create
                    .userPoolId(pool.poolId())
                    .groupName(name)
                    .precedence(precedence)
                    .roleArn(ROLE + name));
    server
        .sdk()
        .adminAddUserToGroup(add -> add.userPoolId(pool.poolId()).username("ann").groupName(name));
  }

  PoolFixture pool() {
    return pool;
  }

  /// The function answers with these details, JSON with single quotes, from now on.
  TokenPool answering(String details) {
    Object value = Json.read(details.replace('\'', '"'));
    server.functions().on(function, response -> response.put(member, value));
    return this;
  }

  /// The function answers that from now on.
  TokenPool answering(FunctionEndpoint.Reply reply) {
    server.functions().onCall(function, _ -> reply);
    return this;
  }

  AuthenticationResultType signIn() {
    return pool.signIn("ann", PoolFixture.PASSWORD).authenticationResult();
  }

  /// Claims of a fresh ID token.
  Map<String, Object> id() {
    return claims(signIn().idToken());
  }

  /// Claims of a fresh access token.
  Map<String, Object> access() {
    return claims(signIn().accessToken());
  }

  static Map<String, Object> claims(String token) {
    return FunctionEndpoint.object(Json.read(TokenText.claims(token).toString()));
  }

  /// What the function was told, oldest first.
  List<FunctionEndpoint.Event> events() {
    return server.functions().events(function);
  }

  /// The last event with what differs between runs replaced by names.
  String event() {
    Map<String, Object> members = events().getLast().members();
    Map<String, Object> attributes =
        FunctionEndpoint.object(events().getLast().request().get("userAttributes"));
    return Json.write(members)
        .replace('"', '\'')
        .replace(pool.poolId(), "POOL")
        .replace(pool.clientId(), "CLIENT")
        .replace(String.valueOf(attributes.get("sub")), "SUB");
  }
}
