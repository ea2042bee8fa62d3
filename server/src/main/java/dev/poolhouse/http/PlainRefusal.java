package dev.poolhouse.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;

/// Answers what never reaches a handler: malformed HTTP, headers beyond the limit, unknown paths.
/// It says the status and nothing of the request, so that nothing sent in is sent back.
final class PlainRefusal implements DirectHandler {

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    return TransportResponse.builder()
        .status(status)
        .headers(headers)
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .keepAlive(type.keepAlive())
        .entity("{\"message\":\"" + status.reasonPhrase() + "\"}")
        .build();
  }
}
