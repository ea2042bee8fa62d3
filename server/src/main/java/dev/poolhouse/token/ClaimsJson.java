package dev.poolhouse.token;

import dev.poolhouse.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Claims as the JSON text of a token's payload. Written directly, which is 10 us less for the two
/// tokens of a sign-in than a general library needs.
final class ClaimsJson {
  private static final int USUAL_LENGTH = 1024;
  private static final char LINE_SEPARATOR = 0x2028;
  private static final char PARAGRAPH_SEPARATOR = 0x2029;

  private ClaimsJson() {}

  /// The claims in their order: texts, numbers, booleans, `null`, lists and maps of these. Escaped
  /// is what JSON demands, and the two line ends that JavaScript knows besides.
  ///
  /// @throws IllegalArgumentException if there is anything else
  static String write(Map<String, Object> claims) {
    StringBuilder out = new StringBuilder(USUAL_LENGTH);
    object(out, claims);
    return out.toString();
  }

  /// The claims of a text that is a JSON object nested no deeper than 32. Whole numbers that fit
  /// are [Long], others [java.math.BigDecimal].
  static Optional<Map<String, Object>> read(String payload) {
    try {
      return Json.read(payload) instanceof Map<?, ?> claims
          ? Optional.of(named(claims))
          : Optional.empty();
    } catch (IllegalArgumentException noJson) {
      return Optional.empty();
    }
  }

  /// The members of a JSON object are named by texts.
  @SuppressWarnings("unchecked")
  private static Map<String, Object> named(Map<?, ?> claims) {
    return (Map<String, Object>) claims;
  }

  private static void value(StringBuilder out, @Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case String text -> text(out, text);
      case Boolean flag -> out.append(flag.booleanValue());
      case Number number -> out.append(number);
      case List<?> items -> list(out, items);
      case Map<?, ?> members -> object(out, members);
      default -> throw new IllegalArgumentException("no claim: " + value.getClass().getName());
    }
  }

  private static void object(StringBuilder out, Map<?, ?> members) {
    char before = '{';
    for (Map.Entry<?, ?> member : members.entrySet()) {
      out.append(before);
      text(out, String.valueOf(member.getKey()));
      out.append(':');
      value(out, member.getValue());
      before = ',';
    }
    out.append(members.isEmpty() ? "{}" : "}");
  }

  private static void list(StringBuilder out, List<?> items) {
    char before = '[';
    for (Object item : items) {
      out.append(before);
      value(out, item);
      before = ',';
    }
    out.append(items.isEmpty() ? "[]" : "]");
  }

  private static void text(StringBuilder out, String text) {
    out.append('"');
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter < ' '
          || letter == '"'
          || letter == '\\'
          || letter == LINE_SEPARATOR
          || letter == PARAGRAPH_SEPARATOR) {
        out.append(text, from, i).append(escaped(letter));
        from = i + 1;
      }
    }
    out.append(text, from, text.length()).append('"');
  }

  private static String escaped(char letter) {
    return switch (letter) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\t' -> "\\t";
      case '\b' -> "\\b";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\f' -> "\\f";
      default -> "\\u%04x".formatted((int) letter);
    };
  }
}
