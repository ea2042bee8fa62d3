package dev.poolhouse.pool;

import dev.poolhouse.crypto.RsaSigner;
import dev.poolhouse.crypto.SelfSignedCertificate;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.security.interfaces.RSAPublicKey;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Base64;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetSigningCertificateRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetSigningCertificateResponse;

/// Shows the certificate that SAML providers check the pool's requests with: self-signed by the key
/// of ID tokens, good for ten years from the creation of the pool, the same at each call until the
/// key is rotated. Base64 without PEM lines (unsure).
public final class GetSigningCertificate
    implements Operation<GetSigningCertificateRequest, GetSigningCertificateResponse> {
  private static final Period VALIDITY = Period.ofYears(10);

  private final Pools pools;
  private final SigningKeys keys;

  public GetSigningCertificate(Pools pools, SigningKeys keys) {
    this.pools = pools;
    this.keys = keys;
  }

  @Override
  public GetSigningCertificateResponse run(Caller caller, GetSigningCertificateRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    RsaSigner signer = keys.signer(pool, TokenUse.ID);
    RSAPublicKey key =
        keys.published(pool).stream()
            .filter(published -> published.kid().equals(signer.kid()))
            .map(SigningKeys.Published::key)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("key is not published: " + signer.kid()));
    SelfSignedCertificate certificate =
        new SelfSignedCertificate(
            pool.id().value(),
            pool.createdAt(),
            pool.createdAt().atZone(ZoneOffset.UTC).plus(VALIDITY).toInstant());
    String encoded = Base64.getEncoder().encodeToString(certificate.encode(key, signer));
    return GetSigningCertificateResponse.builder().certificate(encoded).build();
  }
}
