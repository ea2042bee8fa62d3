package dev.poolhouse.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// SHA-256 and HMAC-SHA256 over several parts, and the one way in which we join texts before
/// hashing them.
final class Hashes {
  private static final String HMAC = "HmacSHA256";
  private static final String NO_HMAC = "HMAC-SHA256 is part of every Java platform";

  /// Never given a key, only copied: finding and making one each time took most of a hash in the
  /// profile of sign-ins, which make five. With its provider named it is ready to be copied by many
  /// threads at once.
  private static final Mac UNUSED = unused();

  private Hashes() {}

  private static Mac unused() {
    try {
      return Mac.getInstance(HMAC, Mac.getInstance(HMAC).getProvider());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(NO_HMAC, missing);
    }
  }

  private static Mac mac() throws GeneralSecurityException {
    try {
      return (Mac) UNUSED.clone();
    } catch (CloneNotSupportedException otherProvider) {
      return Mac.getInstance(HMAC);
    }
  }

  /// SHA-256 of the parts, one after the other with nothing in between.
  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", missing);
    }
  }

  /// HMAC-SHA256 of the parts, one after the other with nothing in between.
  ///
  /// @param key at least one byte
  static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = mac();
      mac.init(new SecretKeySpec(key, HMAC));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(NO_HMAC, missing);
    }
  }

  /// The texts as UTF-8, each led by its length in four bytes, so that no two different lists give
  /// the same bytes.
  static byte[] join(String... texts) {
    byte[][] encoded = new byte[texts.length][];
    int total = 0;
    for (int i = 0; i < texts.length; i++) {
      encoded[i] = utf8(texts[i]);
      total = Math.addExact(total, Integer.BYTES + encoded[i].length);
    }
    ByteBuffer joined = ByteBuffer.allocate(total);
    for (byte[] text : encoded) {
      joined.putInt(text.length).put(text);
    }
    return joined.array();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
