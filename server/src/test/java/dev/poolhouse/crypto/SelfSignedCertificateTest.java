package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Proves that the JDK reads the certificate, finds in it what was put in, and accepts its
/// signature.
final class SelfSignedCertificateTest {
  private static final RsaKeys.Pair PAIR = TestKeyPairs.next();
  private static final RsaSigner SIGNER =
      new RsaSigner(CryptoProvider.detect(), PAIR.kid(), PAIR.privateKey());

  private record Case(String commonName, String from, String until) {}

  @Test
  void certificateSaysWhatItWasMadeOf() {
    List<Case> cases =
        List.of(
            new Case("us-east-1_AbCdEfGh1", "2026-01-02T03:04:05Z", "2036-01-02T03:04:05Z"),
            new Case("years of four digits", "2045-12-31T23:59:59Z", "2055-12-31T23:59:59Z"),
            new Case("ü".repeat(100), "2050-01-01T00:00:00Z", "2060-01-01T00:00:00Z"));

    assertThat(cases)
        .allSatisfy(
            wanted -> {
              X509Certificate certificate = parse(make(wanted));
              assertThat(certificate.getSubjectX500Principal().getName())
                  .isEqualTo("CN=" + wanted.commonName);
              assertThat(certificate.getIssuerX500Principal())
                  .isEqualTo(certificate.getSubjectX500Principal());
              assertThat(certificate.getNotBefore()).isEqualTo(wanted.from);
              assertThat(certificate.getNotAfter()).isEqualTo(wanted.until);
              assertThat(certificate.getPublicKey()).isEqualTo(PAIR.publicKey());
              assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withRSA");
              assertThat(certificate.getSerialNumber()).isPositive();
              assertThat(certificate.getVersion()).isEqualTo(3);
              assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
              assertThatCode(() -> certificate.verify(PAIR.publicKey())).doesNotThrowAnyException();
            });
  }

  @Test
  void sameInputGivesTheSameBytes() {
    Case input = new Case("pool", "2026-01-02T03:04:05Z", "2036-01-02T03:04:05Z");

    assertThat(make(input)).isEqualTo(make(input));
  }

  private static byte[] make(Case wanted) {
    return new SelfSignedCertificate(
            wanted.commonName, Instant.parse(wanted.from), Instant.parse(wanted.until))
        .encode(PAIR.publicKey(), SIGNER);
  }

  private static X509Certificate parse(byte[] der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }
}
