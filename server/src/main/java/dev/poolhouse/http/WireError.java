package dev.poolhouse.http;

import dev.poolhouse.store.StoreException;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.io.JsonStringEncoder;

/// An error as it leaves on the wire. The only place that turns what was thrown into an answer.
///
/// @param code name and HTTP status
/// @param text what the caller reads; empty when the service sends none
record WireError(ErrorCode code, Optional<String> text) {
  private static final Logger LOG = LoggerFactory.getLogger(WireError.class);
  private static final int MAX_HEADER_TEXT = 1024;

  /// The answer for what was thrown. A refusal the API documents leaves as it is; anything else is
  /// our fault: logged with the request id, answered without details.
  ///
  /// @param operation name of the operation, for the log
  /// @param requestId id of the request, for the log
  static WireError of(Throwable thrown, String operation, String requestId) {
    if (thrown instanceof ApiException refusal) {
      return new WireError(refusal.code(), refusal.text());
    }
    if (thrown instanceof StoreException failure) {
      LOG.error(
          "{} failed in request {}: statement {}, SQLSTATE {}",
          operation,
          requestId,
          failure.statement(),
          failure.sqlState(),
          failure);
    } else {
      LOG.error("{} failed in request {}", operation, requestId, thrown);
    }
    return new WireError(ErrorCode.INTERNAL_ERROR, Optional.of("Internal server error."));
  }

  /// The JSON body. The text of `AccessDeniedException` stands under `Message` with a capital
  /// letter (unsure), every other under `message`.
  byte[] body() {
    String member = code == ErrorCode.ACCESS_DENIED ? "Message" : "message";
    String message = text.map(words -> ",\"" + member + "\":\"" + quoted(words) + "\"").orElse("");
    return ("{\"__type\":\"" + code.wireName() + "\"" + message + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /// The text fit for a header: printable ASCII only, bounded.
  Optional<String> headerText() {
    return text.map(
        words -> {
          StringBuilder safe = new StringBuilder(Math.min(words.length(), MAX_HEADER_TEXT));
          words
              .codePoints()
              .limit(MAX_HEADER_TEXT)
              .forEach(point -> safe.append(point >= ' ' && point <= '~' ? (char) point : '?'));
          return safe.toString().strip();
        });
  }

  private static String quoted(String words) {
    return new String(JsonStringEncoder.getInstance().quoteAsCharArray(words));
  }
}
