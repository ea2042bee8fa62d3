package dev.poolhouse.lambda;

import dev.poolhouse.trigger.Functions;
import dev.poolhouse.wire.Json;
import java.util.Map;

/// The body with which a runtime reports that a function threw: `errorMessage`, `errorType`. A
/// function that Lambda itself ended, for its memory or its own time-out, is reported alike.
final class FunctionError {
  private static final String NAMELESS = "Unhandled";
  private static final int LONGEST = 4_096;

  private FunctionError() {}

  /// What the error means; the type stands in where there is no message (unsure). Callers of the
  /// API read the message, so a very long one is cut.
  static Functions.Outcome of(String body) {
    if (!(parsed(body) instanceof Map<?, ?> error)) {
      return new Functions.Outcome.Threw(NAMELESS);
    }
    return new Functions.Outcome.Threw(
        cut(
            error.get("errorMessage") instanceof String message && !message.isEmpty()
                ? message
                : error.get("errorType") instanceof String type ? type : NAMELESS));
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST));
  }

  private static Object parsed(String body) {
    try {
      return Json.read(body);
    } catch (IllegalArgumentException notJson) {
      return Json.NULL;
    }
  }
}
