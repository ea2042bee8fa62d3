package dev.poolhouse.sql;

import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.store.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Deletes what has expired and what deleted pools have left behind, in small batches. Nothing
/// relies on it for correctness: every reader checks times itself. Any number of nodes may run one.
public final class Reaper implements AutoCloseable {
  private static final int BATCH = 100;

  /// Keys that change are destroyed after this many lifetimes, long after what they sealed has
  /// expired.
  private static final int LIFETIMES_KEPT = 3;

  private final Transactions transactions;
  private final InstantSource clock;
  private final RetiredPools retired;
  private final Periodic sweeping;

  private Reaper(Transactions transactions, InstantSource clock, Duration interval) {
    this.transactions = transactions;
    this.clock = clock;
    this.retired = new RetiredPools(transactions, BATCH);
    this.sweeping = Periodic.start("reaper", interval, this::sweepOnce);
  }

  /// Starts sweeping, the first time after `interval`.
  public static Reaper start(Transactions transactions, InstantSource clock, Duration interval) {
    return new Reaper(transactions, clock, interval);
  }

  /// Sweeps everything now.
  ///
  /// @return how many rows were found to delete, what users own not counted
  public int sweepOnce() {
    Instant now = clock.instant();
    int swept = retired.sweep(now);
    for (ExpiredRows expired : ExpiredRows.ALL) {
      swept += expired.sweep(transactions, now, BATCH);
    }
    for (Purpose purpose : Purpose.values()) {
      swept += purpose.lifetime().map(lifetime -> destroyKeys(purpose, lifetime, now)).orElse(0);
    }
    return swept;
  }

  private int destroyKeys(Purpose purpose, Duration lifetime, Instant now) {
    Instant before = now.minus(lifetime.multipliedBy(LIFETIMES_KEPT));
    return transactions.write("destroy data keys", tx -> DataKeyRows.destroy(tx, purpose, before));
  }

  /// Lets a running sweep end.
  @Override
  public void close() {
    sweeping.close();
  }
}
