package dev.poolhouse.sql;

import java.time.Duration;

/// Bounds of a SQLite database.
///
/// @param readers threads, each with a connection of its own, that serve reads
/// @param queue transactions that may wait, reads and writes counted apart; more are refused
/// @param group transactions that may share one commit
/// @param turn how long a caller waits for its turn, and once more for the end, to within an eighth
/// @param busy how long the writer waits for another process that is writing to the file
public record SqliteLimits(int readers, int queue, int group, Duration turn, Duration busy) {

  /// Rejects what would never run anything.
  public SqliteLimits {
    if (readers < 1 || queue < 1 || group < 1) {
      throw new IllegalArgumentException(
          "readers, queue and group must be positive: " + readers + ", " + queue + ", " + group);
    }
    if (!turn.isPositive() || !busy.isPositive()) {
      throw new IllegalArgumentException("waits must be positive: " + turn + ", " + busy);
    }
  }

  /// Bounds that suit one machine: as many readers as processors, at most eight.
  public static SqliteLimits standard() {
    int readers = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
    return new SqliteLimits(readers, 4_096, 128, Duration.ofSeconds(10), Duration.ofSeconds(5));
  }
}
