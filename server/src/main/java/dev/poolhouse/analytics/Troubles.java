package dev.poolhouse.analytics;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs the troubles of one sink: when they begin, at most every ten minutes while they last, and
/// that they are over. Used by one thread.
final class Troubles {
  private static final Duration INTERVAL = Duration.ofMinutes(10);
  private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

  private final String sink;
  private long toldAt = System.nanoTime() - INTERVAL.toNanos();
  private boolean told;
  private long failed;
  private long dropped;

  Troubles(Destination destination) {
    this.sink = destination.label();
  }

  /// Notes how a delivery went.
  ///
  /// @param givenUp how many events were too old to be tried again
  void note(Sink.Outcome outcome, int givenUp) {
    dropped += givenUp;
    outcome.trouble().ifPresentOrElse(this::failed, this::fine);
  }

  private void fine() {
    if (told) {
      LOG.info("events reach the {} again", sink);
      told = false;
    }
  }

  private void failed(String trouble) {
    failed++;
    if (System.nanoTime() - toldAt >= INTERVAL.toNanos()) {
      LOG.warn(
          "events do not reach the {} and are tried again: {} (failed deliveries: {}, events given"
              + " up: {})",
          sink,
          trouble,
          failed,
          dropped);
      told = true;
      toldAt = System.nanoTime();
      failed = 0;
      dropped = 0;
    }
  }
}
