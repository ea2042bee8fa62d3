package dev.poolhouse.sql;

import dev.poolhouse.store.Transactions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks the database whether it answers, and does not wait for it long. May be shared.
public final class DatabaseProbe {
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final Transactions transactions;

  public DatabaseProbe(Transactions transactions) {
    this.transactions = transactions;
  }

  /// Whether a statement came back within a second; never throws.
  public boolean answers() {
    FutureTask<Long> statement =
        new FutureTask<>(() -> transactions.read("probe the database", ConfigVersion::current));
    Thread.ofVirtual().name("database-probe").start(statement);
    try {
      statement.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException _) {
      statement.cancel(true);
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
