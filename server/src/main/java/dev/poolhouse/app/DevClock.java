package dev.poolhouse.app;

import dev.poolhouse.http.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that developers move forward. It goes on ticking from where it was moved to. May be
/// shared.
public final class DevClock implements MovableClock {
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private final InstantSource real;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  public DevClock(InstantSource real) {
    this.real = real;
  }

  @Override
  public Instant instant() {
    return real.instant().plus(ahead.get());
  }

  @Override
  public Instant advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("The clock only moves forward, not by " + step + ".");
    }
    ahead.updateAndGet(
        already -> {
          Instant now = real.instant().plus(already);
          if (step.compareTo(Duration.between(now, LAST)) > 0) {
            throw new IllegalArgumentException("The clock cannot be moved beyond " + LAST + ".");
          }
          return already.plus(step);
        });
    return instant();
  }

  @Override
  public Instant moveTo(Instant time) {
    if (time.isAfter(LAST)) {
      throw new IllegalArgumentException("The clock cannot be moved beyond " + LAST + ".");
    }
    ahead.updateAndGet(
        already -> {
          Instant now = real.instant();
          if (time.isBefore(now.plus(already))) {
            throw new IllegalArgumentException(
                "The clock only moves forward: it is already " + now.plus(already) + ".");
          }
          return Duration.between(now, time);
        });
    return instant();
  }

  /// Back to the real time; for resetting everything, data included.
  public void reset() {
    ahead.set(Duration.ZERO);
  }
}
