package dev.poolhouse.key;

import java.util.Locale;

/// Patterns with `*` (any run of characters, also none) and `?` (exactly one). Runs in time
/// proportional to pattern times text at worst, whatever the pattern.
final class Wildcard {
  private Wildcard() {}

  static boolean matches(String pattern, String text, boolean ignoreCase) {
    return ignoreCase
        ? matches(pattern.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT))
        : matches(pattern, text);
  }

  private static boolean matches(String pattern, String text) {
    int at = 0;
    int read = 0;
    int lastStar = -1;
    int retryFrom = 0;
    while (read < text.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        lastStar = at++;
        retryFrom = read;
      } else if (at < pattern.length() && isOne(pattern.charAt(at), text.charAt(read))) {
        at++;
        read++;
      } else if (lastStar >= 0) {
        at = lastStar + 1;
        read = ++retryFrom;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }

  private static boolean isOne(char expected, char actual) {
    return expected == '?' || expected == actual;
  }
}
