package dev.poolhouse.message;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.PoolId;

/// Encrypts codes for functions that send messages themselves. May be shared; called outside
/// transactions, as a key may lie behind a network.
public interface CodeCipher {

  /// The code as a message of the AWS Encryption SDK, bound to the pool.
  ///
  /// @param keyArn the pool's `KMSKeyID`
  Outcome encrypt(Secret code, String keyArn, PoolId poolId);

  /// How encrypting went.
  sealed interface Outcome {

    /// It is encrypted.
    ///
    /// @param message in Base64
    record Encrypted(String message) implements Outcome {}

    /// It is not.
    ///
    /// @param reason why, for the log; holds nothing secret
    record Failed(String reason) implements Outcome {}
  }

  /// For servers that have no key: every code fails.
  static CodeCipher none(String reason) {
    return (_, _, _) -> new Outcome.Failed(reason);
  }
}
