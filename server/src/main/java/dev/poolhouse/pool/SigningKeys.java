package dev.poolhouse.pool;

import dev.poolhouse.crypto.RsaSigner;
import dev.poolhouse.crypto.RsaVerifier;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;

/// The RSA keys of the pools. May be shared.
public interface SigningKeys {

  /// A public key as JWKS shows it.
  ///
  /// @param poolId the pool it belongs to
  /// @param kid 44 letters of standard Base64
  /// @param use which tokens it signs
  /// @param key the key
  record Published(PoolId poolId, String kid, TokenUse use, RSAPublicKey key) {}

  /// A public key ready to check tokens.
  ///
  /// @param poolId the pool it belongs to
  /// @param use which tokens it signs
  /// @param verifier the key
  record Checking(PoolId poolId, TokenUse use, RsaVerifier verifier) {}

  /// The key that signs new tokens of that use.
  RsaSigner signer(Pool pool, TokenUse use);

  /// All keys of the pool that still verify something, the ID key first.
  List<Published> published(Pool pool);

  /// The key with that `kid` in any pool that still exists, unless it has expired. Asked with
  /// whatever a caller puts into a token: an unknown value costs one read by index and is not
  /// remembered.
  Optional<Checking> find(String kid);
}
