package dev.poolhouse.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.regex.Pattern;

/// Cross-origin rules of the API: any page may call it, without cookies. Errors carry the same
/// headers, or browsers would show them as network failures.
///
/// Source: recorded answers of the service to browsers; the preflight's values (unsure).
final class Cors {
  private static final HeaderName ASKED = HeaderNames.create("Access-Control-Request-Headers");
  private static final Pattern HEADER_LIST =
      Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,2048}");
  private static final String USUAL_HEADERS =
      "content-type,x-amz-target,x-amz-user-agent,cache-control,authorization,x-amz-date,"
          + "x-amz-security-token,x-amz-content-sha256,amz-sdk-invocation-id,amz-sdk-request";
  private static final Header ANY_ORIGIN =
      HeaderValues.createCached("Access-Control-Allow-Origin", "*");
  private static final Header EXPOSED =
      HeaderValues.createCached(
          "Access-Control-Expose-Headers",
          "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date");
  private static final Header METHODS =
      HeaderValues.createCached("Access-Control-Allow-Methods", "POST, GET, HEAD, OPTIONS");
  private static final Header MAX_AGE =
      HeaderValues.createCached("Access-Control-Max-Age", "172800");

  private Cors() {}

  /// Lets any page read this answer.
  static void allow(ServerResponse response) {
    response.header(ANY_ORIGIN).header(EXPOSED);
  }

  /// Answers a preflight: every header asked for is allowed.
  static void preflight(ServerRequest request, ServerResponse response) {
    allow(response);
    String asked =
        request
            .headers()
            .first(ASKED)
            .filter(names -> HEADER_LIST.matcher(names).matches())
            .orElse(USUAL_HEADERS);
    response
        .header(METHODS)
        .header(MAX_AGE)
        .header("Access-Control-Allow-Headers", asked)
        .header("Vary", "Access-Control-Request-Headers")
        .status(200)
        .send();
  }
}
