package dev.poolhouse.app;

import java.util.function.LongSupplier;

/// Has all garbage collected when the heap has doubled since that was last done. Java by itself
/// collects only the garbage of the last seconds while the machine has memory left, and each
/// connection leaves some that is older: a storm of sign-ins over 768 connections made a heap of
/// 130 MiB, of which 30 were in use. One per process; one thread at a time.
final class Garbage {
  private static final String LEAST = "poolhouse.collect-above";

  private final LongSupplier used;
  private final Runnable collection;
  private final long least;
  private long limit;

  /// @param used bytes of the heap that are in use, garbage included
  /// @param collection collects all garbage
  /// @param least bytes below which nothing is collected, at least 0
  Garbage(LongSupplier used, Runnable collection, long least) {
    this.used = used;
    this.collection = collection;
    this.least = least;
    this.limit = least;
  }

  /// Of this process's heap. The launcher names the least, in bytes, if the collector is one that
  /// needs this; else nothing is ever collected here.
  static Garbage ofThisProcess() {
    Runtime runtime = Runtime.getRuntime();
    return new Garbage(
        () -> runtime.totalMemory() - runtime.freeMemory(),
        System::gc,
        Long.getLong(LEAST, Long.MAX_VALUE));
  }

  /// Looks at the heap once.
  void collectIfGrown() {
    if (used.getAsLong() > limit) {
      collection.run();
      limit = Math.max(least, 2 * used.getAsLong());
    }
  }
}
