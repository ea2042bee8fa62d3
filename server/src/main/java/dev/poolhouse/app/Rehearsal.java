package dev.poolhouse.app;

import dev.poolhouse.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Calls a server for development as programs do: makes a pool and a user, signs in, and uses the
/// tokens. Java records meanwhile which classes and methods that takes, for the cache that later
/// starts begin with.
final class Rehearsal {
  private static final int ROUNDS = 20;
  private static final String PASSWORD = "Rehearsal-Horse-7";

  private final URI server;

  Rehearsal(String url) {
    this.server = URI.create(url);
  }

  /// Throws [IllegalStateException] when the server refuses something.
  void run() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      Caller caller = new Caller(client);
      caller.call("ListUserPools", Map.of("MaxResults", 10));
      String pool =
          member(caller.call("CreateUserPool", Map.of("PoolName", "rehearsal")), "UserPool", "Id");
      String app =
          member(
              caller.call(
                  "CreateUserPoolClient",
                  Map.of(
                      "UserPoolId",
                      pool,
                      "ClientName",
                      "rehearsal",
                      "ExplicitAuthFlows",
                      List.of(
                          "ALLOW_USER_PASSWORD_AUTH",
                          "ALLOW_USER_SRP_AUTH",
                          "ALLOW_REFRESH_TOKEN_AUTH"))),
              "UserPoolClient",
              "ClientId");
      Map<String, Object> user = Map.of("UserPoolId", pool, "Username", "ann");
      caller.call("AdminCreateUser", user);
      caller.call(
          "AdminSetUserPassword",
          Map.of("UserPoolId", pool, "Username", "ann", "Password", PASSWORD, "Permanent", true));
      for (int round = 0; round < ROUNDS; round++) {
        signIn(caller, app);
        caller.call("AdminGetUser", user);
        caller.call("ListUsers", Map.of("UserPoolId", pool));
      }
    }
  }

  private static void signIn(Caller caller, String app) throws IOException, InterruptedException {
    caller.auth(app, "USER_SRP_AUTH", Map.of("USERNAME", "ann", "SRP_A", "abcdef"));
    Map<?, ?> tokens =
        map(
            caller
                .auth(app, "USER_PASSWORD_AUTH", Map.of("USERNAME", "ann", "PASSWORD", PASSWORD))
                .get("AuthenticationResult"));
    caller.call("GetUser", Map.of("AccessToken", text(tokens, "AccessToken")));
    caller.auth(app, "REFRESH_TOKEN_AUTH", Map.of("REFRESH_TOKEN", text(tokens, "RefreshToken")));
  }

  private static String member(Map<?, ?> answer, String object, String name) {
    return text(map(answer.get(object)), name);
  }

  private static String text(Map<?, ?> object, String name) {
    return (String) Objects.requireNonNull(object.get(name));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }

  /// Sends requests; any credentials will do.
  private final class Caller {
    private final HttpClient client;

    Caller(HttpClient client) {
      this.client = client;
    }

    Map<?, ?> auth(String app, String flow, Map<String, String> parameters)
        throws IOException, InterruptedException {
      return call(
          "InitiateAuth", Map.of("ClientId", app, "AuthFlow", flow, "AuthParameters", parameters));
    }

    Map<?, ?> call(String operation, Map<String, ?> request)
        throws IOException, InterruptedException {
      HttpRequest post =
          HttpRequest.newBuilder(server)
              .header("Content-Type", "application/x-amz-json-1.1")
              .header("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation)
              .header(
                  "Authorization",
                  "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request,"
                      + " SignedHeaders=host, Signature=00")
              .POST(HttpRequest.BodyPublishers.ofString(Json.write(request)))
              .build();
      HttpResponse<String> answer = client.send(post, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(operation + " was refused: " + answer.statusCode());
      }
      return map(Json.read(answer.body()));
    }
  }
}
