package dev.poolhouse.user;

import dev.poolhouse.store.Tx;
import java.time.Duration;
import java.time.Instant;

/// Hourly limits per user, decided by the database so that they hold over all nodes.
public interface RateStore {

  /// Counts one use; false when `most` uses have been counted in the current window.
  ///
  /// @param subject a user id, or a keyed hash of a name that belongs to no user
  /// @param action what is limited, such as `ForgotPassword`
  boolean use(Tx tx, String subject, String action, int most, Duration window, Instant now);
}
