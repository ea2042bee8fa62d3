package dev.poolhouse.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes the RSA-2048 key pairs that sign tokens. May be shared. Slow (tens to hundreds of
/// milliseconds for each pair): call it ahead of need.
public final class RsaKeys {
  private static final int KEY_BITS = 2048;
  private static final int KID_BYTES = 32;

  private final CryptoProvider provider;
  private final SecureRandom random;

  /// Makes keys with that provider.
  public RsaKeys(CryptoProvider provider, SecureRandom random) {
    this.provider = provider;
    this.random = random;
  }

  /// A new pair.
  ///
  /// @param kid standard Base64 of 32 random bytes, 44 letters
  /// @param privateKey PKCS #8
  /// @param publicKey its `getEncoded()` is the SubjectPublicKeyInfo
  public record Pair(String kid, Secret privateKey, RSAPublicKey publicKey) {}

  /// Makes a pair with public exponent 65537.
  public Pair generate() {
    byte[] kid = new byte[KID_BYTES];
    random.nextBytes(kid);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", provider.provider());
      generator.initialize(new RSAKeyGenParameterSpec(KEY_BITS, RSAKeyGenParameterSpec.F4), random);
      KeyPair pair = generator.generateKeyPair();
      return new Pair(
          Base64.getEncoder().encodeToString(kid),
          Secret.of(pair.getPrivate().getEncoded()),
          publicKey(pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("RSA key generation failed", impossible);
    }
  }

  /// The public key of an encoded SubjectPublicKeyInfo.
  ///
  /// @throws IllegalArgumentException if the bytes are anything else
  public static RSAPublicKey publicKey(byte[] spki) {
    try {
      if (KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(spki))
          instanceof RSAPublicKey key) {
        return key;
      }
      throw new IllegalArgumentException("not an RSA public key");
    } catch (GeneralSecurityException malformed) {
      throw new IllegalArgumentException("not an encoded RSA public key", malformed);
    }
  }

  /// The key as an entry of `jwks.json`, members in the service's order.
  public static Map<String, Object> jwk(String kid, RSAPublicKey key) {
    Map<String, Object> jwk = new LinkedHashMap<>();
    jwk.put("alg", "RS256");
    jwk.put("e", unsigned(key.getPublicExponent()));
    jwk.put("kid", kid);
    jwk.put("kty", "RSA");
    jwk.put("n", unsigned(key.getModulus()));
    jwk.put("use", "sig");
    return jwk;
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int start = bytes[0] == 0 ? 1 : 0;
    return Base64Text.encode(Arrays.copyOfRange(bytes, start, bytes.length));
  }
}
