package dev.poolhouse.http;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/// The PEM files of a TLS server.
///
/// @param certificates the server's certificate, followed by the intermediate ones
/// @param privateKey its private key, not encrypted
public record TlsFiles(Path certificates, Path privateKey) {

  /// Reads both files. TLS 1.2 and 1.3 are spoken.
  ///
  /// Throws a [RuntimeException] naming the file that cannot be read, or both when the key is not
  /// the certificate's.
  Tls load() {
    Keys keys =
        Keys.builder()
            .pem(
                pem ->
                    pem.key(Resource.create(privateKey)).certChain(Resource.create(certificates)))
            .build();
    PrivateKey key = keys.privateKey().orElseThrow();
    if (!fits(key, keys.certChain().getFirst())) {
      throw new IllegalArgumentException(
          "private key " + privateKey + " is not the key of certificate " + certificates);
    }
    return Tls.builder()
        .privateKey(key)
        .privateKeyCertChain(keys.certChain())
        .enabledProtocols(List.of("TLSv1.3", "TLSv1.2"))
        .build();
  }

  /// Whether the certificate vouches for the key: what the key signs, the certificate verifies.
  private static boolean fits(PrivateKey key, X509Certificate certificate) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      byte[] proof = certificate.getEncoded();
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(proof);
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(certificate.getPublicKey());
      verifier.update(proof);
      return verifier.verify(signer.sign());
    } catch (GeneralSecurityException e) {
      return false; // a key of another kind than the certificate's
    }
  }
}
