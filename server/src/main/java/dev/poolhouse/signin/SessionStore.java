package dev.poolhouse.signin;

import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;
import java.time.Instant;

/// Which states of sign-ins have been answered successfully.
public interface SessionStore {

  /// Spends a state: true for exactly one caller.
  ///
  /// @param expiresAt when the state expires anyway and need no longer be remembered
  boolean spend(Tx tx, UserId userId, String attemptId, Instant expiresAt);
}
