package dev.poolhouse.testing;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An answer as it came over the wire.
///
/// @param status HTTP status
/// @param headers HTTP headers
/// @param body the body as text
public record RawAnswer(int status, HttpHeaders headers, String body) {
  private static final JsonMapper JSON = new JsonMapper();

  /// The body as JSON.
  public JsonNode json() {
    return JSON.readTree(body);
  }

  /// The `__type` of an error answer.
  public String errorType() {
    return json().path("__type").asString("");
  }

  /// The `message` of an error answer.
  public String message() {
    return json().path("message").asString("");
  }
}
