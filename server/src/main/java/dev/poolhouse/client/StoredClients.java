package dev.poolhouse.client;

import dev.poolhouse.store.Transactions;
import java.util.Optional;

/// The app clients as the database has them now, for operations that change them.
final class StoredClients implements Clients {
  private final Transactions transactions;
  private final ClientStore store;

  StoredClients(Transactions transactions, ClientStore store) {
    this.transactions = transactions;
    this.store = store;
  }

  @Override
  public Optional<Client> find(ClientId id) {
    return transactions.read("find client", tx -> store.find(tx, id));
  }
}
