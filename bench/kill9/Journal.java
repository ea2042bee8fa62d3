package dev.poolhouse.bench;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The sequence of acknowledged writes, and what should not have happened. May be shared.
final class Journal {
  private static final int MOST_SHOWN = 20;

  private final AtomicLong sequence = new AtomicLong();
  private final AtomicInteger unexpected = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger halfWritten = new AtomicInteger();
  private final AtomicBoolean killing = new AtomicBoolean();

  /// A write was acknowledged.
  void acknowledged() {
    sequence.incrementAndGet();
  }

  /// Number of the last write that was acknowledged.
  long last() {
    return sequence.get();
  }

  /// Whether the server is being killed, so that calls may fail.
  void killing(boolean now) {
    killing.set(now);
  }

  /// A call got no answer.
  void disconnected() {
    if (!killing.get()) {
      unexpected("a connection failed before the kill");
    }
  }

  /// The server refused what it should have done.
  void unexpected(String what) {
    show(unexpected, "UNEXPECTED ", what);
  }

  /// An acknowledged write is not there.
  void lost(String what) {
    show(lost, "LOST ", what);
  }

  /// A user is neither whole nor absent.
  void halfWritten(String what) {
    show(halfWritten, "HALF-WRITTEN ", what);
  }

  private static void show(AtomicInteger count, String kind, String what) {
    if (count.incrementAndGet() <= MOST_SHOWN) {
      System.out.println(kind + what);
    }
  }

  int unexpected() {
    return unexpected.get();
  }

  int lost() {
    return lost.get();
  }

  int halfWritten() {
    return halfWritten.get();
  }
}
