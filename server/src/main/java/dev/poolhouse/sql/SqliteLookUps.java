package dev.poolhouse.sql;

import dev.poolhouse.store.StoreException;
import dev.poolhouse.store.Tx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// Reads a few rows by their keys on the thread that asks. It holds that thread's processor, but
/// for less time than two changes of threads take. May be shared.
final class SqliteLookUps {
  private final BlockingQueue<SqliteConnection> idle = new LinkedBlockingQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Duration turn;
  private volatile boolean closed;

  /// @param turn how long a caller waits for a connection
  SqliteLookUps(Duration turn) {
    this.turn = turn;
  }

  /// Adds a connection for these reads alone.
  void add(SqliteConnection connection) throws SQLException {
    connection.refuseWrites();
    connections.incrementAndGet();
    idle.add(connection);
  }

  /// Runs work that calls a store once.
  <T> T run(String name, Function<Tx, T> work) {
    if (closed) {
      throw new StoreException(
          name, SqlFailure.CLOSED, new RejectedExecutionException("the database is closed"));
    }
    SqliteConnection connection = take(name);
    try (SqlTx tx = connection.tx(true)) {
      return Nesting.run(name, () -> work.apply(tx));
    } catch (RuntimeException e) {
      throw SqlFailure.named(name, e);
    } finally {
      idle.add(connection);
    }
  }

  private SqliteConnection take(String name) {
    try {
      SqliteConnection connection = idle.poll(turn.toNanos(), TimeUnit.NANOSECONDS);
      if (connection == null) {
        throw new StoreException(name, SqlFailure.TIMEOUT, new TimeoutException("waited " + turn));
      }
      return connection;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(name, SqlFailure.INTERRUPTED, e);
    }
  }

  /// Waits for what is running and lets nothing begin after it.
  void close() {
    closed = true;
    for (int i = connections.getAndSet(0); i > 0; i--) {
      SqliteConnection _ = take("close the SQLite database");
    }
  }
}
