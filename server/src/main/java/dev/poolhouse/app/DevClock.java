package dev.poolhouse.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that developers move forward. It goes on ticking from where it was moved to. May be
/// shared.
public final class DevClock implements InstantSource {
  private final InstantSource real;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  public DevClock(InstantSource real) {
    this.real = real;
  }

  @Override
  public Instant instant() {
    return real.instant().plus(ahead.get());
  }

  /// Moves the clock forward; a negative step is refused with an [IllegalArgumentException].
  ///
  /// @return the time after the move
  public Instant advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("the clock only moves forward, not by " + step);
    }
    ahead.updateAndGet(already -> already.plus(step));
    return instant();
  }

  /// Back to the real time; for resetting everything, data included.
  public void reset() {
    ahead.set(Duration.ZERO);
  }
}
