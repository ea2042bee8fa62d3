package dev.poolhouse.sql;

import dev.poolhouse.store.Transactions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Notices configuration written by any node and says so, so that this node drops what it has
/// cached. May be shared.
public final class ConfigWatcher implements AutoCloseable {
  private final Transactions transactions;
  private final Runnable changed;
  private final AtomicLong seen;
  private final Periodic polling;

  private ConfigWatcher(Transactions transactions, Duration interval, Runnable changed) {
    this.transactions = transactions;
    this.changed = changed;
    this.seen = new AtomicLong(read());
    this.polling = Periodic.start("config-watcher", interval, this::check);
  }

  /// Starts watching; what is cached before this returns may miss a change.
  ///
  /// @param interval between two looks at the database; 500 ms suits production
  /// @param changed called on a thread of the watcher, or of [#check]; called again when it throws
  public static ConfigWatcher start(
      Transactions transactions, Duration interval, Runnable changed) {
    return new ConfigWatcher(transactions, interval, changed);
  }

  /// Looks now. The version is read before the callback runs, so a change made meanwhile is noticed
  /// at the next look.
  public void check() {
    long now = read();
    if (now != seen.get()) {
      changed.run();
      seen.set(now);
    }
  }

  private long read() {
    return transactions.read("read the configuration version", ConfigVersion::current);
  }

  @Override
  public void close() {
    polling.close();
  }
}
