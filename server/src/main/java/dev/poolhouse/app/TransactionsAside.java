package dev.poolhouse.app;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.Turns;
import java.util.function.Function;

/// Transactions during which a sign-in leaves its turn at the processor to others. May be shared.
///
/// @param database does the work
record TransactionsAside(Transactions database, Turns turns) implements Transactions {
  @Override
  public <T> T read(String name, Function<Tx, T> work) {
    return turns.aside(() -> database.read(name, work));
  }

  @Override
  public <T> T write(String name, Function<Tx, T> work) {
    return turns.aside(() -> database.write(name, work));
  }
}
