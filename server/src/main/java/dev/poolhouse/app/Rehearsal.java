package dev.poolhouse.app;

import dev.poolhouse.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
  void run() throws IOException {
    Caller caller = new Caller();
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

  private static void signIn(Caller caller, String app) throws IOException {
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

  /// Sends requests; any credentials will do. Not with Java's newer client, whose 700 classes the
  /// cache would bring into each start.
  private final class Caller {
    Map<?, ?> auth(String app, String flow, Map<String, String> parameters) throws IOException {
      return call(
          "InitiateAuth", Map.of("ClientId", app, "AuthFlow", flow, "AuthParameters", parameters));
    }

    Map<?, ?> call(String operation, Map<String, ?> request) throws IOException {
      HttpURLConnection post = (HttpURLConnection) server.toURL().openConnection();
      post.setDoOutput(true);
      post.setRequestProperty("Content-Type", "application/x-amz-json-1.1");
      post.setRequestProperty("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation);
      post.setRequestProperty(
          "Authorization",
          "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request,"
              + " SignedHeaders=host, Signature=00");
      try (OutputStream body = post.getOutputStream()) {
        body.write(Json.write(request).getBytes(StandardCharsets.UTF_8));
      }
      if (post.getResponseCode() != 200) {
        throw new IllegalStateException(operation + " was refused: " + post.getResponseCode());
      }
      try (InputStream body = post.getInputStream()) {
        return map(Json.read(new String(body.readAllBytes(), StandardCharsets.UTF_8)));
      }
    }
  }
}
