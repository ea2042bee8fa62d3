package dev.poolhouse.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Calls of the AWS JSON protocol to a development server, which takes any credentials. May be
/// shared by threads.
final class Api implements AutoCloseable {
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cognito-idp/aws4_request,"
          + " SignedHeaders=host, Signature=00";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI url;

  Api(URI url) {
    this.url = url;
  }

  /// Calls `operation`; throws [IOException] when no whole answer came.
  ///
  /// @param json the body, with `'` in place of `"`
  Answer call(String operation, String json) throws IOException {
    return call(operation, json, "bench");
  }

  private Answer call(String operation, String json, String mark) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation)
            .header("Authorization", AUTHORIZATION)
            .header("amz-sdk-invocation-id", mark)
            .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// Calls `operation` and fails unless it succeeds.
  Answer require(String operation, String json) throws IOException {
    return require(operation, json, "bench");
  }

  /// The same with a header's value to find the request again by in a trace.
  Answer require(String operation, String json, String mark) throws IOException {
    Answer answer = call(operation, json, mark);
    if (!answer.ok()) {
      throw new IllegalStateException(operation + " answered " + answer.body());
    }
    return answer;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
