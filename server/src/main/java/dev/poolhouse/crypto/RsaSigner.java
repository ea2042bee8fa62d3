package dev.poolhouse.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;

/// Signs with one private key (RS256). Prepare it once per key; many threads may use it together.
public final class RsaSigner {
  private final Provider provider;
  private final String kid;
  private final PrivateKey key;
  private final String header;

  /// Prepares the key.
  ///
  /// @param privateKey PKCS #8, as [RsaKeys.Pair] has it
  /// @throws IllegalArgumentException if the key cannot be read
  public RsaSigner(CryptoProvider provider, String kid, Secret privateKey) {
    this.provider = provider.provider();
    this.kid = kid;
    this.header = Jwt.header(kid);
    try {
      this.key =
          KeyFactory.getInstance("RSA", provider.provider())
              .generatePrivate(new PKCS8EncodedKeySpec(privateKey.bytes()));
    } catch (GeneralSecurityException malformed) {
      throw new IllegalArgumentException("not an encoded RSA private key", malformed);
    }
  }

  /// Id of the key.
  public String kid() {
    return kid;
  }

  /// The encoded header of every token that this key signs.
  String header() {
    return header;
  }

  /// RSASSA-PKCS1-v1_5 with SHA-256 over `content`: 256 bytes.
  public byte[] sign(byte[] content) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA", provider);
      signature.initSign(key);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("RSA signature failed", impossible);
    }
  }

  @Override
  public String toString() {
    return "RsaSigner[" + kid + "]";
  }
}
