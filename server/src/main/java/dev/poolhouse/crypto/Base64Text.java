package dev.poolhouse.crypto;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// URL-safe Base64 without padding, read strictly: each byte string has one text.
final class Base64Text {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private Base64Text() {}

  static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /// The bytes; empty when the text is not exactly what [#encode] makes of them (foreign letters,
  /// padding, stray low bits).
  static Optional<byte[]> decode(String text) {
    try {
      byte[] bytes = DECODER.decode(text);
      return endsAsEncoded(text, bytes) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException foreignLetters) {
      return Optional.empty();
    }
  }

  /// Whether nothing is at the end that [#encode] would not write. What comes before the last three
  /// bytes is theirs alone, so it need not be encoded again.
  private static boolean endsAsEncoded(String text, byte[] bytes) {
    int whole = bytes.length / 3;
    byte[] last = Arrays.copyOfRange(bytes, whole * 3, bytes.length);
    return text.length() >= whole * 4 && text.substring(whole * 4).equals(encode(last));
  }
}
