package dev.poolhouse.pool;

import dev.poolhouse.crypto.Sealed;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Optional;

/// One RSA key of a pool as it is stored.
///
/// @param poolKey the pool it belongs to
/// @param poolId id of that pool
/// @param kid 44 letters of standard Base64
/// @param use which tokens it signs
/// @param publicKey the published half
/// @param privateKey PKCS #8, sealed for `SIGNING_KEY` with the `kid` as context
/// @param activeFrom when it begins to sign
/// @param expiresAt when nothing that it signed can still be valid; empty while it signs
public record SigningKey(
    PoolKey poolKey,
    PoolId poolId,
    String kid,
    TokenUse use,
    RSAPublicKey publicKey,
    Sealed privateKey,
    Instant activeFrom,
    Optional<Instant> expiresAt) {

  /// Whether it is published at `now`.
  boolean verifiesAt(Instant now) {
    return expiresAt.filter(end -> !now.isBefore(end)).isEmpty();
  }

  /// Whether it may sign tokens of `wanted` at `now`.
  boolean signsAt(Instant now, TokenUse wanted) {
    return use == wanted && !now.isBefore(activeFrom) && verifiesAt(now);
  }

  SigningKeys.Published published() {
    return new SigningKeys.Published(poolId, kid, use, publicKey);
  }
}
