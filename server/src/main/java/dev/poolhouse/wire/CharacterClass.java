package dev.poolhouse.wire;

import java.util.BitSet;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Reads what stands between the brackets of a regular expression's character class: characters,
/// ranges, `\w`, `\s`, `\S`, `\p{L}` and the like. One per text.
final class CharacterClass {
  /// Number of ASCII characters.
  static final int ASCII = 128;

  private static final int A_CLASS = -1;
  private static final int UNKNOWN = -2;
  private static final String SPACES = " \t\n\u000B\f\r";

  private final String text;
  private final BitSet found = new BitSet(ASCII);
  private int at;

  private CharacterClass(String text) {
    this.text = text;
  }

  /// The ASCII characters of the class; empty when it holds anything that is not known here.
  static Optional<BitSet> ascii(String text) {
    CharacterClass read = new CharacterClass(text);
    return read.read() ? Optional.of(read.found) : Optional.empty();
  }

  private boolean read() {
    while (at < text.length()) {
      int first = next();
      if (first == UNKNOWN) {
        return false;
      }
      if (first == A_CLASS) {
        continue;
      }
      int last = first;
      if (at + 1 < text.length() && text.charAt(at) == '-') {
        at++;
        last = next();
      }
      if (last < first) {
        return false;
      }
      found.set(first, last + 1);
    }
    return true;
  }

  /// The next character, [#A_CLASS] if it was several, which are added, or [#UNKNOWN].
  private int next() {
    char next = text.charAt(at);
    at++;
    if (next == '\\') {
      return escape();
    }
    return next >= ASCII || "[]^&".indexOf(next) >= 0 ? UNKNOWN : next;
  }

  private int escape() {
    char kind = at < text.length() ? text.charAt(at) : ASCII;
    at++;
    return switch (kind) {
      case 'w' -> add(letter -> letter == '_' || "LN".indexOf(category(letter)) >= 0);
      case 's' -> add(letter -> SPACES.indexOf(letter) >= 0);
      case 'S' -> add(letter -> SPACES.indexOf(letter) < 0);
      case 'p' -> category();
      case 'x' -> hexadecimal();
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      default -> kind >= ASCII || Character.isLetterOrDigit(kind) ? UNKNOWN : kind;
    };
  }

  private int add(IntPredicate wanted) {
    for (int letter = 0; letter < ASCII; letter++) {
      if (wanted.test(letter)) {
        found.set(letter);
      }
    }
    return A_CLASS;
  }

  private int category() {
    if (at + 3 > text.length() || text.charAt(at) != '{' || text.charAt(at + 2) != '}') {
      return UNKNOWN;
    }
    char wanted = text.charAt(at + 1);
    at += 3;
    return "LMNPSZ".indexOf(wanted) < 0 ? UNKNOWN : add(letter -> category(letter) == wanted);
  }

  private int hexadecimal() {
    if (at + 2 > text.length()) {
      return UNKNOWN;
    }
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    at += 2;
    return high < 0 || high > 7 || low < 0 ? UNKNOWN : high * 16 + low;
  }

  /// The first letter of the general category of an ASCII character.
  private static char category(int letter) {
    return switch (Character.getType(letter)) {
      case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER -> 'L';
      case Character.DECIMAL_DIGIT_NUMBER -> 'N';
      case Character.SPACE_SEPARATOR -> 'Z';
      case Character.CONTROL -> 'C';
      case Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL, Character.MODIFIER_SYMBOL -> 'S';
      default -> 'P';
    };
  }
}
