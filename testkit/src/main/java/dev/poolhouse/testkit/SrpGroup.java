package dev.poolhouse.testkit;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The group, the hashes and the key derivation of Cognito's SRP variant. Source: RFC 5054 with the
/// prime of RFC 3526 group 15, generator 2, SHA-256.
final class SrpGroup {
  static final BigInteger N =
      new BigInteger(
          """
          FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74\
          020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437\
          4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED\
          EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05\
          98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB\
          9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B\
          E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718\
          3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33\
          A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7\
          ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864\
          D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E2\
          08E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF\
          """,
          16);

  static final BigInteger G = BigInteger.TWO;

  static final BigInteger K = positive(sha256(N.toByteArray(), G.toByteArray()));

  private static final int KEY_BYTES = 16;

  private SrpGroup() {}

  /// x, the private exponent made of salt and password. `name` is what precedes the colon: pool
  /// part and user, or device group and device key.
  static BigInteger privateExponent(BigInteger salt, String name, String password) {
    byte[] identity = sha256(utf8(name + ":" + password));
    return positive(sha256(salt.toByteArray(), identity));
  }

  /// v = g^x mod N, what a server keeps instead of the password.
  static BigInteger verifier(BigInteger privateExponent) {
    return G.modPow(privateExponent, N);
  }

  /// u, which binds the proof to both public values.
  static BigInteger scrambler(BigInteger publicA, BigInteger publicB) {
    return positive(sha256(publicA.toByteArray(), publicB.toByteArray()));
  }

  /// The 16-byte key that signs the proof. Source: RFC 5869 (HKDF), one block.
  static byte[] signingKey(BigInteger scrambler, BigInteger shared) {
    byte[] extracted = hmac(scrambler.toByteArray(), shared.toByteArray());
    byte[] expanded = hmac(extracted, utf8("Caldera Derived Key"), new byte[] {1});
    return Arrays.copyOf(expanded, KEY_BYTES);
  }

  /// The proof a client sends, as Base64.
  static String signature(byte[] key, String name, byte[] secretBlock, String timestamp) {
    return Base64.getEncoder().encodeToString(hmac(key, utf8(name), secretBlock, utf8(timestamp)));
  }

  static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(join(parts));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(join(parts));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static BigInteger positive(byte[] magnitude) {
    return new BigInteger(1, magnitude);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
