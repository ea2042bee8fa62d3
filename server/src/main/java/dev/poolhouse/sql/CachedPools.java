package dev.poolhouse.sql;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.pool.PoolStore;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.ConfigCache;
import dev.poolhouse.store.Transactions;
import java.util.Optional;

/// The pools, kept in memory until the configuration version changes. May be shared.
public final class CachedPools implements Pools {
  private static final long MOST = 10_000;

  private final Transactions transactions;
  private final PoolStore store;
  private final ConfigCache<PoolId, Pool> cache = new ConfigCache<>(MOST);

  public CachedPools(Transactions transactions, PoolStore store) {
    this.transactions = transactions;
    this.store = store;
  }

  @Override
  public Optional<Pool> find(PoolId id) {
    return cache.find(id, () -> transactions.read("find pool", tx -> store.find(tx, id)));
  }

  /// Reads again from now on; called when the configuration version has changed.
  public void invalidate() {
    cache.invalidate();
  }
}
