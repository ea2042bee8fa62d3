package dev.poolhouse.wire;

import java.math.BigDecimal;

/// What texts and numbers of callers must be before anything is done with them.
final class Texts {
  private Texts() {}

  /// The text itself, if every database can keep it: no U+0000, no half of a surrogate pair.
  /// Otherwise throws [ApiException] with [ErrorCode#SERIALIZATION].
  static String storable(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw ApiException.bare(ErrorCode.SERIALIZATION);
      }
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == length
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw ApiException.bare(ErrorCode.SERIALIZATION);
        }
        i++;
      }
    }
    return text;
  }

  /// The number that a JSON number token spells. Throws [ApiException] with
  /// [ErrorCode#SERIALIZATION] for exponents beyond ±400, whose arithmetic could cost anything.
  static BigDecimal number(String token) {
    try {
      BigDecimal number = new BigDecimal(token);
      if (Math.abs((long) number.scale()) <= 400) {
        return number;
      }
    } catch (NumberFormatException _) {
      throw ApiException.bare(ErrorCode.SERIALIZATION);
    }
    throw ApiException.bare(ErrorCode.SERIALIZATION);
  }
}
