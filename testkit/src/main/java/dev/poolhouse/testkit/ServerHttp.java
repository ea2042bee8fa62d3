package dev.poolhouse.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// HTTP to the server: operations by target header, and the development pages. May be shared.
final class ServerHttp {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// A development server takes the caller's word for credentials, but wants to see some.
  private static final String CREDENTIALS =
      "AWS4-HMAC-SHA256 Credential=test/20260101/"
          + Poolhouse.REGION
          + "/cognito-idp/aws4_request, SignedHeaders=host, Signature=00";

  private final URI endpoint;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  ServerHttp(URI endpoint) {
    this.endpoint = endpoint;
  }

  /// Source: AWS JSON 1.1 protocol.
  Map<String, Object> call(String operation, Map<String, ?> request) {
    HttpRequest post =
        to("/")
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation)
            .header("Authorization", CREDENTIALS)
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(request)))
            .build();
    HttpResponse<String> response = send(post);
    Map<String, Object> answer =
        response.body().isBlank() ? Map.of() : Json.object(Json.parse(response.body()));
    if (response.statusCode() != 200) {
      throw new RefusedException(
          operation,
          response.statusCode(),
          text(answer, "__type"),
          Optional.of(text(answer, "message"))
              .filter(message -> !message.isEmpty())
              .orElse(text(answer, "Message")));
    }
    return answer;
  }

  String get(String path) {
    return page(to(path).GET().build());
  }

  String post(String path, String body) {
    return page(
        to(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  void delete(String path) {
    page(to(path).DELETE().build());
  }

  static String text(Map<String, Object> members, String name) {
    return Optional.ofNullable(members.get(name)).map(String::valueOf).orElse("");
  }

  private String page(HttpRequest request) {
    HttpResponse<String> response = send(request);
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          request.method()
              + " "
              + request.uri()
              + " answered "
              + response.statusCode()
              + ": "
              + response.body());
    }
    return response.body();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(endpoint.resolve(path))
        .timeout(LIMIT)
        .header("Accept", "application/json");
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("No answer from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + request.uri(), e);
    }
  }
}
