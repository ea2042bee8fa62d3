package dev.poolhouse.testkit;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// What passkeys sign with. Source: RFC 9053 and RFC 8812 for the numbers and the keys' spelling.
public enum PasskeyAlgorithm {
  /// ECDSA on the curve P-256 with SHA-256
  ES256(-7, "EC", "SHA256withECDSA"),
  /// RSA with SHA-256, PKCS #1 v1.5 padding, keys of 2048 bits
  RS256(-257, "RSA", "SHA256withRSA"),
  /// Ed25519
  EDDSA(-8, "Ed25519", "Ed25519");

  private static final int KEY_TYPE = 1;
  private static final int ALGORITHM = 3;
  private static final int COORDINATE_BYTES = 32;
  private static final int RSA_BITS = 2048;

  private final int number;
  private final String keys;
  private final String signature;

  PasskeyAlgorithm(int number, String keys, String signature) {
    this.number = number;
    this.keys = keys;
    this.signature = signature;
  }

  /// The algorithm's number in COSE, as `pubKeyCredParams` names it.
  public int number() {
    return number;
  }

  KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(keys);
      if (this == ES256) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else if (this == RS256) {
        generator.initialize(RSA_BITS);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] sign(KeyPair pair, byte[] data) {
    try {
      Signature signer = Signature.getInstance(signature);
      signer.initSign(pair.getPrivate());
      signer.update(data);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The key as COSE spells it.
  byte[] coseKey(PublicKey key) {
    Map<Integer, Object> cose = new LinkedHashMap<>();
    if (key instanceof ECPublicKey ec) {
      cose.put(KEY_TYPE, 2);
      cose.put(ALGORITHM, number);
      cose.put(-1, 1);
      cose.put(-2, unsigned(ec.getW().getAffineX(), COORDINATE_BYTES));
      cose.put(-3, unsigned(ec.getW().getAffineY(), COORDINATE_BYTES));
    } else if (key instanceof RSAPublicKey rsa) {
      cose.put(KEY_TYPE, 3);
      cose.put(ALGORITHM, number);
      cose.put(-1, unsigned(rsa.getModulus(), RSA_BITS / Byte.SIZE));
      cose.put(-2, unsigned(rsa.getPublicExponent(), 3));
    } else {
      byte[] encoded = key.getEncoded(); // ends in the key's 32 bytes
      cose.put(KEY_TYPE, 1);
      cose.put(ALGORITHM, number);
      cose.put(-1, 6);
      cose.put(-2, Arrays.copyOfRange(encoded, encoded.length - COORDINATE_BYTES, encoded.length));
    }
    return Cbor.write(cose);
  }

  private static byte[] unsigned(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] padded = new byte[length];
    int kept = Math.min(bytes.length, length);
    System.arraycopy(bytes, bytes.length - kept, padded, length - kept, kept);
    return padded;
  }
}
