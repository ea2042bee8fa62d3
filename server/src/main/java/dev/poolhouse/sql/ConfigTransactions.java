package dev.poolhouse.sql;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import java.util.function.Function;

/// Transactions for operations that change configuration: after each write, the caches of this node
/// read again, so that a caller sees its own change in the next request. Other nodes learn of it
/// from the configuration version. May be shared.
public final class ConfigTransactions implements Transactions {
  private final Transactions transactions;
  private final Runnable invalidate;

  /// @param transactions where the work runs
  /// @param invalidate drops what this node's caches hold
  public ConfigTransactions(Transactions transactions, Runnable invalidate) {
    this.transactions = transactions;
    this.invalidate = invalidate;
  }

  @Override
  public <T> T read(String name, Function<Tx, T> work) {
    return transactions.read(name, work);
  }

  @Override
  public <T> T readOnce(String name, Function<Tx, T> work) {
    return transactions.readOnce(name, work);
  }

  /// Also drops after a failure, which may have come after the commit.
  @Override
  public <T> T write(String name, Function<Tx, T> work) {
    try {
      return transactions.write(name, work);
    } finally {
      invalidate.run();
    }
  }

  /// As [#write].
  @Override
  public <T> T writeOnce(String name, Function<Tx, T> work) {
    try {
      return transactions.writeOnce(name, work);
    } finally {
      invalidate.run();
    }
  }
}
