package dev.poolhouse.user;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// The arithmetic of passwords, at most so much of it at once. Threads beyond that wait in line
/// without using a processor, so that refreshes and reads get through while everybody signs in; and
/// where the line is long, sign-ins are refused before any work is put into them. May be shared.
public final class PasswordWork {
  private final Semaphore slots;
  private final int longestLine;

  /// @param atOnce most pieces of work at once, at least 1
  /// @param longestLine how many may wait before sign-ins are refused
  public PasswordWork(int atOnce, int longestLine) {
    this.slots = new Semaphore(atOnce, true);
    this.longestLine = longestLine;
  }

  /// As much at once as there are processors, and a line that takes a tenth of a second or two:
  /// each piece costs a few milliseconds.
  public static PasswordWork standard() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new PasswordWork(processors, 32 * processors);
  }

  /// Throws `TooManyRequestsException` where the line is too long for a sign-in to begin. One that
  /// has begun is never refused.
  public void requireRoom() {
    if (slots.getQueueLength() >= longestLine) {
      throw ApiException.of(ErrorCode.TOO_MANY_REQUESTS, "Rate exceeded");
    }
  }

  /// Does a piece of work, once there is room for it.
  public <T> T run(Supplier<T> work) {
    slots.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      slots.release();
    }
  }
}
