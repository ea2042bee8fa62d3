package dev.poolhouse.wire;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A pattern that a whole value must match. Values come from strangers, so matching takes time in
/// proportion to the value: the model's patterns that could take the square of it are evaluated in
/// an equivalent form without backtracking, and shown as the model has them.
///
/// @param shown the pattern as messages name it
/// @param evaluated what is matched
/// @param ascii what spares the matching for most values; empty where the form is another
record ValuePattern(String shown, Pattern evaluated, Optional<AsciiSet> ascii) {
  private static final String PRINTED = "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]";
  private static final String TEXT = "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]";

  /// Pattern of the table to what is evaluated. The one for passwords is not equivalent: it also
  /// accepts a single character and inner line breaks (unsure).
  private static final Map<String, String> LINEAR =
      Map.of(
          TEXT + "*\\{####\\}" + TEXT + "*",
          "(?>" + TEXT + "*?\\{####\\})" + TEXT + "*+",
          TEXT + "*\\{##" + TEXT + "*##\\}" + TEXT + "*",
          "(?>" + TEXT + "*?\\{##)(?>" + TEXT + "*?##\\})" + TEXT + "*+",
          ".*\\{####\\}.*",
          "(?>.*?\\{####\\}).*+",
          PRINTED + "+@" + PRINTED + "+",
          "(?>" + PRINTED + "+?@)" + PRINTED + "++",
          "^[\\S]+.*[\\S]+$",
          "(?s)\\S(?:.*\\S)?");

  /// Compiles a pattern of the table.
  static ValuePattern of(String shown) {
    return new ValuePattern(
        shown, Pattern.compile(LINEAR.getOrDefault(shown, shown)), AsciiSet.of(shown));
  }

  /// Whether the whole of `value` matches.
  boolean matches(String value) {
    AsciiSet.Verdict verdict =
        ascii.isPresent() ? ascii.get().matches(value) : AsciiSet.Verdict.UNKNOWN;
    return switch (verdict) {
      case MATCHES -> true;
      case DIFFERS -> false;
      case UNKNOWN -> evaluated.matcher(value).matches();
    };
  }
}
