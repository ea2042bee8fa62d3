package dev.poolhouse.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Hashes without a key, for telling things apart. They hide nothing that can be guessed.
public final class Fingerprints {
  private Fingerprints() {}

  /// SHA-256 of the parts, each led by its length, as 43 letters of URL-safe Base64.
  public static String of(String... parts) {
    return Base64Text.encode(Hashes.sha256(Hashes.join(parts)));
  }

  /// SHA-1 of a password, in which lists of breached passwords are published. Never stored.
  ///
  /// @return 20 bytes
  public static byte[] sha1(Secret password) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(password.bytes());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("SHA-1 is part of every Java platform", missing);
    }
  }
}
