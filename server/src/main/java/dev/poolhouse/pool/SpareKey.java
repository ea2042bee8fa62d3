package dev.poolhouse.pool;

import dev.poolhouse.crypto.Sealed;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Optional;

/// An RSA pair that belongs to no pool yet.
///
/// @param kid 44 letters of standard Base64
/// @param publicKey the half that will be published
/// @param privateKey PKCS #8, sealed for `SIGNING_KEY` with the `kid` as context
/// @param createdAt when it was made
public record SpareKey(String kid, RSAPublicKey publicKey, Sealed privateKey, Instant createdAt) {

  /// The key of `pool` that this one becomes.
  SigningKey of(Pool pool, TokenUse use, Instant activeFrom) {
    return new SigningKey(
        pool.key(), pool.id(), kid, use, publicKey, privateKey, activeFrom, Optional.empty());
  }
}
