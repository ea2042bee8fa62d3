package dev.poolhouse.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /// An answer of the server.
  ///
  /// @param status HTTP status
  /// @param body JSON
  record Answer(int status, String body) {
    boolean ok() {
      return status == 200;
    }

    /// The error's name, such as `UserNotFoundException`; empty when there is none.
    String error() {
      return ok() ? "" : text("__type");
    }

    /// The first text member of that name; empty when there is none. Values with escapes do not
    /// occur in what these programs read.
    String text(String member) {
      return texts(member).stream().findFirst().orElse("");
    }

    /// All text members of that name, in their order.
    List<String> texts(String member) {
      return Pattern.compile("\"" + member + "\":\"([^\"]*)\"")
          .matcher(body)
          .results()
          .map(found -> found.group(1))
          .toList();
    }

    /// The value of a user's attribute; empty when it is not set.
    String attribute(String name) {
      Matcher found =
          Pattern.compile("\"Name\":\"" + name + "\",\"Value\":\"([^\"]*)\"").matcher(body);
      return found.find() ? found.group(1) : "";
    }
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
