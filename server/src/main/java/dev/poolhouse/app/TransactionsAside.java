package dev.poolhouse.app;

import dev.poolhouse.sql.Database;
import dev.poolhouse.sql.PostgresDatabase;
import dev.poolhouse.sql.SqliteDatabase;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.Turns;
import java.util.function.Function;

/// Transactions during which a sign-in leaves its turn at the processor to others. May be shared.
///
/// @param database does the work
record TransactionsAside(Database database, Turns turns) implements Transactions {
  @Override
  public <T> T read(String name, Function<Tx, T> work) {
    return turns.aside(() -> database.read(name, work));
  }

  @Override
  public <T> T write(String name, Function<Tx, T> work) {
    return turns.aside(() -> database.write(name, work));
  }

  /// SQLite is asked by the calling thread itself, which is work; PostgreSQL is waited for.
  @Override
  public <T> T readOnce(String name, Function<Tx, T> work) {
    return switch (database) {
      case SqliteDatabase sqlite -> sqlite.readOnce(name, work);
      case PostgresDatabase postgres -> turns.aside(() -> postgres.readOnce(name, work));
    };
  }

  @Override
  public <T> T writeOnce(String name, Function<Tx, T> work) {
    return turns.aside(() -> database.writeOnce(name, work));
  }
}
