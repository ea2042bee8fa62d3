package dev.poolhouse.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong with one request, for one message. Not shared between threads.
///
/// A request can hold any number of wrong items and values of any length; the message holds the
/// first fifty violations and the first 512 characters of a value (the service's own limits are
/// unknown).
final class Violations {
  /// Stands for a value that messages do not show.
  static final Object HIDDEN = new Object();

  private static final int MAX = 50;
  private static final int MAX_SHOWN = 512;

  private final StringBuilder text = new StringBuilder();
  private int count;

  /// Whether nothing more would be told.
  boolean isFull() {
    return count == MAX;
  }

  /// Adds that `value` at `path` breaks `rule`.
  ///
  /// @param value what was found: `null` for nothing, [#HIDDEN] for what must not be shown
  void add(@Nullable Object value, String path, String rule) {
    if (isFull()) {
      return;
    }
    text.append(count == 0 ? "Value " : "; Value ");
    if (value == null) {
      text.append("null ");
    } else if (value != HIDDEN) {
      text.append('\'').append(shown(value)).append("' ");
    }
    text.append("at '").append(path).append("' failed to satisfy constraint: ").append(rule);
    count++;
  }

  /// Adds each of `rules`.
  void addAll(Object value, String path, List<String> rules) {
    for (String rule : rules) {
      add(value, path, rule);
    }
  }

  /// Throws [ApiException] with [ErrorCode#INVALID_PARAMETER] if anything was added.
  void raise() {
    if (count > 0) {
      String counted = count == 1 ? "1 validation error" : count + " validation errors";
      throw ApiException.invalidParameter(counted + " detected: " + text);
    }
  }

  private static String shown(Object value) {
    StringBuilder shown = new StringBuilder();
    switch (value) {
      case List<?> items -> {
        for (Object item : items) {
          shown.append(shown.isEmpty() ? "[" : ", ").append(item);
          if (shown.length() > MAX_SHOWN) {
            break;
          }
        }
        shown.append(shown.isEmpty() ? "[]" : "]");
      }
      case Map<?, ?> entries -> {
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
          shown.append(shown.isEmpty() ? "{" : ", ");
          shown.append(entry.getKey()).append('=').append(entry.getValue());
          if (shown.length() > MAX_SHOWN) {
            break;
          }
        }
        shown.append(shown.isEmpty() ? "{}" : "}");
      }
      default -> shown.append(value);
    }
    return cut(shown.toString());
  }

  private static String cut(String shown) {
    if (shown.length() <= MAX_SHOWN) {
      return shown;
    }
    boolean inPair = Character.isHighSurrogate(shown.charAt(MAX_SHOWN - 1));
    return shown.substring(0, inPair ? MAX_SHOWN - 1 : MAX_SHOWN);
  }
}
