package dev.poolhouse.kms;

import dev.poolhouse.crypto.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The key that codes are encrypted with.
public sealed interface CodeKey {

  /// The pool's own key, in AWS KMS or what speaks its protocol. Its credentials are those that the
  /// AWS SDK finds.
  ///
  /// @param endpoint called instead of Amazon's in every region
  /// @param timeout for each call
  record Kms(Optional<URI> endpoint, Duration timeout) implements CodeKey {}

  /// One AES key for all pools, whatever key they name: for development.
  ///
  /// @param key 32 bytes
  record Local(Secret key) implements CodeKey {}
}
