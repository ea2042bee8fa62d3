package dev.poolhouse.analytics;

import dev.poolhouse.store.Transactions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bounds how many events wait for a destination. It is counted every few seconds, not with each
/// event, so a few seconds' events more than the bound may wait. Used by one thread.
final class Backlog {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

  private final Transactions transactions;
  private final EventQueue queue;
  private final Destination destination;
  private final EventCounts counts;
  private final long most;
  private long measuredAt = System.nanoTime() - INTERVAL.toNanos();

  Backlog(
      Transactions transactions,
      EventQueue queue,
      Destination destination,
      EventCounts counts,
      long most) {
    this.transactions = transactions;
    this.queue = queue;
    this.destination = destination;
    this.counts = counts;
    this.most = most;
  }

  /// Measures, if that was long ago.
  void measureNowAndThen() {
    if (System.nanoTime() - measuredAt >= INTERVAL.toNanos()) {
      measure();
      measuredAt = System.nanoTime();
    }
  }

  /// Counts what waits and closes or opens the queue.
  void measure() {
    long waiting =
        transactions.read("count events", tx -> queue.store().count(tx, destination, most));
    counts.waiting(destination, waiting);
    boolean full = waiting >= most;
    if (queue.full(destination, full)) {
      LOG.warn(
          "{} events wait for the {}: {}",
          waiting,
          destination.label(),
          full ? "further ones are dropped" : "new ones are taken again");
    }
  }
}
