package dev.poolhouse.bench;

import java.time.Duration;

/// Says how far something long has come, every few seconds, on standard error. Used by one thread.
final class Progress {
  private static final long INTERVAL = Duration.ofSeconds(5).toNanos();

  private final String what;
  private final long all;
  private final long start = System.nanoTime();
  private long last = start;

  Progress(String what, long all) {
    this.what = what;
    this.all = all;
  }

  /// So many are done.
  void at(long done) {
    long now = System.nanoTime();
    if (now - last < INTERVAL && done < all) {
      return;
    }
    last = now;
    double seconds = (now - start) / 1e9;
    System.err.printf(
        "%,d of %,d %s, %.0f s, about %.0f s to go%n",
        done, all, what, seconds, seconds / done * (all - done));
  }
}
