package dev.poolhouse.app;

import dev.poolhouse.key.SealedAccessKeys;
import dev.poolhouse.pool.KeyPairs;
import dev.poolhouse.pool.PoolSigningKeys;
import dev.poolhouse.pool.SpareKeys;
import dev.poolhouse.sql.CachedClients;
import dev.poolhouse.sql.CachedPools;
import dev.poolhouse.sql.CachedRiskPolicies;
import dev.poolhouse.sql.ConfigTransactions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Pools, app clients, signing keys and access keys as every operation looks them up: cached, and
/// dropped when the configuration version changes.
///
/// @param transactions for operations that change the configuration
/// @param pools the pools
/// @param clients the app clients
/// @param risks what app clients do about risks
/// @param spareKeys RSA pairs made ahead of need
/// @param signingKeys the pools' RSA keys
/// @param accessKeys the keys that administrators' programs sign with
record Configuration(
    ConfigTransactions transactions,
    CachedPools pools,
    CachedClients clients,
    CachedRiskPolicies risks,
    SpareKeys spareKeys,
    PoolSigningKeys signingKeys,
    SealedAccessKeys accessKeys) {
  private static final int SPARE_KEYS = 8;

  static Configuration of(Core core, Stores stores) {
    CachedPools pools = new CachedPools(core.database(), stores.pools());
    CachedClients clients = new CachedClients(core.database(), stores.clients());
    CachedRiskPolicies risks = new CachedRiskPolicies(core.database(), stores.riskConfigurations());
    List<Runnable> caches =
        new CopyOnWriteArrayList<>(
            List.of(pools::invalidate, clients::invalidate, risks::invalidate));
    ConfigTransactions transactions =
        new ConfigTransactions(core.database(), () -> caches.forEach(Runnable::run));
    KeyPairs pairs = new KeyPairs(core.keyPairs(), core.provider(), core.sealer(), core.clock());
    SpareKeys spareKeys = new SpareKeys(core.database(), stores.signingKeys(), pairs, SPARE_KEYS);
    PoolSigningKeys signingKeys =
        new PoolSigningKeys(transactions, stores.signingKeys(), spareKeys, pairs, core.clock());
    caches.add(signingKeys::invalidate);
    SealedAccessKeys accessKeys =
        new SealedAccessKeys(
            transactions, stores.accessKeys(), core.sealer(), core.ids(), core.clock());
    caches.add(accessKeys::invalidate);
    return new Configuration(
        transactions, pools, clients, risks, spareKeys, signingKeys, accessKeys);
  }

  /// Drops what is cached; the next look-up reads again.
  void invalidate() {
    pools.invalidate();
    clients.invalidate();
    risks.invalidate();
    signingKeys.invalidate();
    accessKeys.invalidate();
  }
}
