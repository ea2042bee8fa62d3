package dev.poolhouse.lambda;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Room for calls of one function. It shrinks by half with each call that gets no answer, down to
/// [#LEAST], and grows by one with each that gets one: copies of a function that hangs are killed
/// and started anew, which must not take the processor from everybody else. May be shared.
final class Slots {
  /// Calls at once of a function that hangs: two, so that one more may find out whether it still
  /// does.
  static final int LEAST = 2;

  private final Semaphore free;
  private final int most;
  private int size;

  /// @param most most calls at once
  Slots(int most) {
    this.most = most;
    this.size = most;
    this.free = new Semaphore(most);
  }

  /// Waits for room; false when there is none in that time.
  boolean acquire(Duration patience) {
    try {
      return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Gives the room of a call back.
  ///
  /// @param answered whether the function answered, if only with an error
  synchronized void release(boolean answered) {
    int next = answered ? Math.min(most, size + 1) : Math.max(Math.min(most, LEAST), size / 2);
    int freed = 1 + next - size;
    size = next;
    if (freed >= 0) {
      free.release(freed);
    } else {
      shrink(-freed);
    }
  }

  /// Takes room away that others may be using: what is not free now is taken as it comes back.
  private void shrink(int by) {
    int taken = 0;
    while (taken < by && free.tryAcquire()) {
      taken++;
    }
    size += by - taken;
  }
}
