package dev.poolhouse.wire;

import java.util.BitSet;
import java.util.Optional;

/// Which ASCII characters a pattern of the form `[…]+` or `[…]*` takes. Most patterns of the table
/// have that form, and most values are ASCII: looking each character up takes 1 us for an access
/// token, where the regular expression takes 25 us. Immutable.
///
/// @param low the characters 0 to 63, one bit each
/// @param high the characters 64 to 127
/// @param empty whether the empty text matches
record AsciiSet(long low, long high, boolean empty) {
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
            .map(found -> new AsciiSet(bits(found, 0), bits(found, Long.SIZE), count == '*'))
        : Optional.empty();
  }

  private static long bits(BitSet found, int from) {
    long[] word = found.get(from, from + Long.SIZE).toLongArray();
    return word.length == 0 ? 0 : word[0];
  }

  /// Whether the pattern takes the whole of `value`. A character that it does not take decides,
  /// whatever else there is.
  Verdict matches(String value) {
    int length = value.length();
    Verdict verdict = length > 0 || empty ? Verdict.MATCHES : Verdict.DIFFERS;
    for (int i = 0; i < length; i++) {
      char character = value.charAt(i);
      if (character >= CharacterClass.ASCII) {
        verdict = Verdict.UNKNOWN;
      } else if ((((character < Long.SIZE ? low : high) >>> character) & 1) == 0) {
        return Verdict.DIFFERS; // a shift counts modulo 64
      }
    }
    return verdict;
  }
}
