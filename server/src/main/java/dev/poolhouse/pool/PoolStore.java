package dev.poolhouse.pool;

import dev.poolhouse.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The pools in the database. Every change bumps the configuration version that tells other nodes
/// to read again.
public interface PoolStore {

  /// Stores a new pool; false when its id is taken.
  boolean insert(Tx tx, Pool pool);

  /// The pool with that id; empty when there is none or it has been deleted.
  Optional<Pool> find(Tx tx, PoolId id);

  /// Replaces the configuration and raises the version; false when the pool is gone or its version
  /// is no longer `pool.version()`.
  boolean update(Tx tx, Pool pool);

  /// Ends the pool: its id and key are dead at once, its rows are swept later. False when it was
  /// gone already.
  boolean retire(Tx tx, PoolKey key, Instant now);

  /// Pools of one account and region in the order of their ids, after `afterId` (empty text: from
  /// the start).
  List<Pool> list(Tx tx, String account, String region, String afterId, int limit);

  /// Number of users: exact while they are few, else as last counted, and counted again when that
  /// was more than a minute before `now`. Needs a transaction that may write.
  long estimatedUsers(Tx tx, PoolKey key, Instant now);
}
