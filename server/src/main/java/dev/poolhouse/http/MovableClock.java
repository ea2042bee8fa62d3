package dev.poolhouse.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that can be moved forward, as the development routes see it. May be shared.
public interface MovableClock extends InstantSource {

  /// Moves the clock forward.
  ///
  /// @return the time after the move
  /// @throws IllegalArgumentException if the step is negative or leads beyond the year 9999
  Instant advance(Duration step);

  /// Moves the clock forward to a time.
  ///
  /// @return the time after the move
  /// @throws IllegalArgumentException if the time has passed or lies beyond the year 9999
  Instant moveTo(Instant time);
}
