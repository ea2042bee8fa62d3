package dev.poolhouse.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/// Bytes that must not be shown: passwords, codes, client secrets, keys. Compared in constant time,
/// printed as asterisks. Immutable.
public final class Secret {
  private final byte[] bytes;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A secret with a copy of `bytes`.
  public static Secret of(byte[] bytes) {
    return new Secret(bytes.clone());
  }

  /// A secret with the UTF-8 bytes of `text`.
  public static Secret of(String text) {
    return new Secret(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A copy of the bytes.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// The bytes read as UTF-8. Only for what must be shown or sent, such as a generated client
  /// secret.
  public String reveal() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// Number of bytes.
  public int length() {
    return bytes.length;
  }

  /// Whether both hold the same bytes; the time taken does not depend on where they differ.
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "***";
  }
}
