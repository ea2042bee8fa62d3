package dev.poolhouse.pool;

import dev.poolhouse.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The pools' RSA keys in the database, and those made ahead of need. Every change of a pool's keys
/// bumps the configuration version.
public interface SigningKeyStore {

  /// Stores a key of a pool.
  void insert(Tx tx, SigningKey key, Instant now);

  /// All keys of a pool that exists, oldest first.
  List<SigningKey> ofPool(Tx tx, PoolKey poolKey);

  /// The key with that `kid` in any pool that still exists.
  Optional<SigningKey> find(Tx tx, String kid);

  /// Gives an end to all keys of a pool that have none; after it, nothing reads them.
  void end(Tx tx, PoolKey poolKey, Instant expiresAt);

  /// Number of spare keys.
  long spares(Tx tx);

  /// Stores a spare key.
  void insertSpare(Tx tx, SpareKey key);

  /// Removes up to `most` spare keys and returns them. No key is ever returned twice; fewer than
  /// there are may be returned while another node takes some.
  List<SpareKey> takeSpares(Tx tx, int most);
}
