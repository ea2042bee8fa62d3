package dev.poolhouse.crypto;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// The key outside the database. It wraps the data keys that lie inside, and nothing else. May be
/// shared.
public final class MasterKey {
  private static final int KEY_BYTES = 32;
  private static final byte VERSION = 1;
  private static final int OVERHEAD = 1 + Aead.NONCE_BYTES + Aead.TAG_BYTES;

  private final Secret key;
  private final SecureRandom random;

  private MasterKey(Secret key, SecureRandom random) {
    this.key = key;
    this.random = random;
  }

  /// A new key.
  public static MasterKey generate(SecureRandom random) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return new MasterKey(Secret.of(bytes), random);
  }

  /// The key that an operator wrote down: 64 hex digits, or Base64 of 32 bytes (either alphabet,
  /// padded or not). White space around it is ignored.
  ///
  /// @param random for the nonces of [#wrap]
  /// @throws IllegalArgumentException if it is anything else; the message does not show it
  public static MasterKey parse(Secret text, SecureRandom random) {
    return new MasterKey(
        decode(text.reveal().strip())
            .filter(bytes -> bytes.length == KEY_BYTES)
            .map(Secret::of)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the master key must be 32 bytes, as 64 hex digits or as Base64")),
        random);
  }

  private static Optional<byte[]> decode(String text) {
    try {
      return Optional.of(
          text.length() == 2 * KEY_BYTES
              ? HexFormat.of().parseHex(text)
              : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
    } catch (IllegalArgumentException neither) {
      return Optional.empty();
    }
  }

  /// The key as Base64, in the form [#parse] reads: only for writing it to its file.
  public Secret text() {
    return Secret.of(Base64.getEncoder().encodeToString(key.bytes()));
  }

  /// `dataKey`, encrypted and bound to `context`.
  public byte[] wrap(byte[] dataKey, String context) {
    byte[] nonce = new byte[Aead.NONCE_BYTES];
    random.nextBytes(nonce);
    return ByteBuffer.allocate(OVERHEAD + dataKey.length)
        .put(VERSION)
        .put(nonce)
        .put(Aead.encrypt(key, nonce, associated(context), dataKey))
        .array();
  }

  /// The data key; empty when it was wrapped by another master key or for another context, or was
  /// altered.
  public Optional<byte[]> unwrap(byte[] wrapped, String context) {
    if (wrapped.length < OVERHEAD || wrapped[0] != VERSION) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(wrapped, 1, wrapped.length - 1);
    byte[] nonce = new byte[Aead.NONCE_BYTES];
    buffer.get(nonce);
    byte[] encrypted = new byte[buffer.remaining()];
    buffer.get(encrypted);
    return Aead.decrypt(key, nonce, associated(context), encrypted);
  }

  private static byte[] associated(String context) {
    return Hashes.join("data key", context);
  }

  @Override
  public String toString() {
    return "MasterKey";
  }
}
