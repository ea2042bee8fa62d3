package dev.poolhouse.sql;

import java.time.Duration;

/// Bounds of a node's use of PostgreSQL.
///
/// @param writers connections for transactions that write
/// @param readers connections for transactions that only read
/// @param connect how long a transaction waits for a connection, and a connection for the server
/// @param statement how long one statement may run, and a transaction sit idle, before the server
///   ends it
/// @param attempts how often a transaction that loses against others is run in all
public record PostgresLimits(
    int writers, int readers, Duration connect, Duration statement, int attempts) {

  /// Rejects what would never run anything.
  public PostgresLimits {
    if (writers < 1 || readers < 1 || attempts < 1) {
      throw new IllegalArgumentException(
          "writers, readers and attempts must be positive: "
              + writers
              + ", "
              + readers
              + ", "
              + attempts);
    }
    if (connect.toMillis() < 250 || statement.toMillis() < 1) {
      throw new IllegalArgumentException(
          "connect must be at least 250 ms and statement 1 ms: " + connect + ", " + statement);
    }
  }

  /// Bounds that suit one node of a few.
  public static PostgresLimits standard() {
    return new PostgresLimits(10, 10, Duration.ofSeconds(5), Duration.ofSeconds(10), 8);
  }
}
