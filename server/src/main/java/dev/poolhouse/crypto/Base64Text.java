package dev.poolhouse.crypto;

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
      return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException foreignLetters) {
      return Optional.empty();
    }
  }
}
