package dev.poolhouse.sql;

import dev.poolhouse.client.Client;
import dev.poolhouse.client.ClientId;
import dev.poolhouse.client.ClientStore;
import dev.poolhouse.client.Clients;
import dev.poolhouse.store.ConfigCache;
import dev.poolhouse.store.Transactions;
import java.util.Optional;

/// The app clients, kept in memory until the configuration version changes. May be shared.
public final class CachedClients implements Clients {
  private static final long MOST = 50_000;

  private final Transactions transactions;
  private final ClientStore store;
  private final ConfigCache<ClientId, Client> cache = new ConfigCache<>(MOST);

  public CachedClients(Transactions transactions, ClientStore store) {
    this.transactions = transactions;
    this.store = store;
  }

  @Override
  public Optional<Client> find(ClientId id) {
    return cache.find(id, () -> transactions.read("find client", tx -> store.find(tx, id)));
  }

  /// Reads again from now on; called when the configuration version has changed.
  public void invalidate() {
    cache.invalidate();
  }
}
