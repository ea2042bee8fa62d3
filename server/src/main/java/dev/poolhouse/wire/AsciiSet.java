package dev.poolhouse.wire;

import java.util.BitSet;
import java.util.Optional;

/// Which ASCII characters a pattern of the form `[…]+` or `[…]*` takes. Most patterns of the table
/// have that form, and most values are ASCII: looking each character up takes 1 us for an access
/// token, where the regular expression takes 25 us. Immutable.
final class AsciiSet {
  private final boolean[] foreign = new boolean[CharacterClass.ASCII];
  private final boolean empty;

  /// @param taken the characters
  /// @param empty whether the empty text matches
  private AsciiSet(BitSet taken, boolean empty) {
    for (int i = 0; i < foreign.length; i++) {
      foreign[i] = !taken.get(i);
    }
    this.empty = empty;
  }

  /// What a look at the characters alone tells.
  enum Verdict {
    /// The whole value matches.
    MATCHES,
    /// It does not.
    DIFFERS,
    /// It holds other characters than ASCII.
    UNKNOWN
  }

  /// The characters of `pattern`; empty when it has another form, or parts not known here.
  static Optional<AsciiSet> of(String pattern) {
    int start = pattern.startsWith("^") ? 1 : 0;
    int end = pattern.endsWith("$") ? pattern.length() - 1 : pattern.length();
    if (end - start < 4 || pattern.charAt(start) != '[' || pattern.charAt(end - 2) != ']') {
      return Optional.empty();
    }
    char count = pattern.charAt(end - 1);
    return count == '+' || count == '*'
        ? CharacterClass.ascii(pattern.substring(start + 1, end - 2))
            .map(found -> new AsciiSet(found, count == '*'))
        : Optional.empty();
  }

  /// Whether the pattern takes the whole of `value`. A character that it does not take decides,
  /// whatever else there is.
  Verdict matches(String value) {
    Verdict verdict = value.isEmpty() && !empty ? Verdict.DIFFERS : Verdict.MATCHES;
    int length = value.length();
    for (int i = 0; i < length; i++) {
      char character = value.charAt(i);
      if (character >= CharacterClass.ASCII) {
        verdict = Verdict.UNKNOWN;
      } else if (foreign[character]) {
        return Verdict.DIFFERS;
      }
    }
    return verdict;
  }
}
