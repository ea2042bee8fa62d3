package dev.poolhouse.http;

import dev.poolhouse.wire.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;

/// Answers of the development routes: JSON that nobody keeps.
final class DevAnswer {
  private DevAnswer() {}

  /// Sends what [Json] can write.
  static void json(ServerResponse response, Object value) {
    send(response, 200, value);
  }

  /// Sends `{"message": …}` with that status.
  static void refuse(ServerResponse response, int status, String message) {
    send(response, status, Map.of("message", message));
  }

  private static void send(ServerResponse response, int status, Object value) {
    response
        .status(status)
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(Json.write(value));
  }
}
