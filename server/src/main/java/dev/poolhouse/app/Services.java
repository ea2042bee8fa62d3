package dev.poolhouse.app;

import dev.poolhouse.client.SecretCheck;
import dev.poolhouse.message.Messages;
import dev.poolhouse.pool.Pages;
import dev.poolhouse.sql.CachedClients;
import dev.poolhouse.sql.CachedPools;
import dev.poolhouse.sql.ConfigTransactions;
import dev.poolhouse.token.Issuers;
import dev.poolhouse.user.UserNames;

/// What operations share: cached configuration and the features' services, wired by hand.
///
/// @param configuration transactions of operations that change pools, clients or keys
/// @param pools the pools, cached
/// @param clients the app clients, cached
/// @param names finds users by name
/// @param secrets checks app clients' secrets
/// @param pages cuts lists into pages
/// @param issuers the `iss` of each pool
/// @param messages what users are told
record Services(
    ConfigTransactions configuration,
    CachedPools pools,
    CachedClients clients,
    UserNames names,
    SecretCheck secrets,
    Pages pages,
    Issuers issuers,
    Messages messages) {

  static Services of(Core core, Stores stores, Issuers issuers, Messages messages) {
    CachedPools pools = new CachedPools(core.database(), stores.pools());
    CachedClients clients = new CachedClients(core.database(), stores.clients());
    ConfigTransactions configuration =
        new ConfigTransactions(
            core.database(),
            () -> {
              pools.invalidate();
              clients.invalidate();
            });
    return new Services(
        configuration,
        pools,
        clients,
        new UserNames(stores.users()),
        new SecretCheck(core.sealer()),
        new Pages(core.pageTokens()),
        issuers,
        messages);
  }

  /// Drops what is cached of the configuration; the next look-up reads again.
  void invalidate() {
    pools.invalidate();
    clients.invalidate();
  }
}
