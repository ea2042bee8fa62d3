package dev.poolhouse.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// Gives a sealed refresh token the look clients know: the five parts of a compact JWE with the
/// service's header. The parts carry, in order: the header; the sealed value's first five bytes
/// (version and key id); its nonce; its ciphertext; its tag.
public final class RefreshTokenShape {
  /// Longest token that is looked at, in letters.
  public static final int MAX_LENGTH = 8 * 1024;

  private static final String HEADER =
      Base64Text.encode(
          Hashes.utf8(
              """
              {"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}\
              """));
  private static final int KEY_END = Sealer.OVERHEAD - Aead.NONCE_BYTES - Aead.TAG_BYTES;
  private static final int NONCE_END = KEY_END + Aead.NONCE_BYTES;

  private RefreshTokenShape() {}

  /// The token's text.
  ///
  /// @param sealed what [Sealer#seal] made of at least one byte
  /// @throws IllegalArgumentException if it is shorter
  public static String wrap(byte[] sealed) {
    int tagStart = sealed.length - Aead.TAG_BYTES;
    if (tagStart <= NONCE_END) {
      throw new IllegalArgumentException("sealed value is too short");
    }
    return String.join(
        ".",
        HEADER,
        part(sealed, 0, KEY_END),
        part(sealed, KEY_END, NONCE_END),
        part(sealed, NONCE_END, tagStart),
        part(sealed, tagStart, sealed.length));
  }

  /// The sealed value; empty when the text is too long or not of that shape.
  public static Optional<byte[]> unwrap(String token) {
    if (token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String[] parts = token.split("\\.", -1);
    if (parts.length != 5 || !parts[0].equals(HEADER)) {
      return Optional.empty();
    }
    ByteBuffer sealed = ByteBuffer.allocate(token.length());
    for (int i = 1; i < parts.length; i++) {
      Optional<byte[]> bytes = Base64Text.decode(parts[i]);
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      sealed.put(bytes.get());
    }
    byte[] result = new byte[sealed.position()];
    sealed.flip().get(result);
    boolean canonical = result.length > Sealer.OVERHEAD && wrap(result).equals(token);
    return canonical ? Optional.of(result) : Optional.empty();
  }

  private static String part(byte[] sealed, int from, int to) {
    return Base64Text.encode(Arrays.copyOfRange(sealed, from, to));
  }
}
