package dev.poolhouse.user;

import dev.poolhouse.store.Tx;
import java.time.Instant;

/// Failed password attempts, per user or per keyed hash of a name that belongs to no user, so that
/// both look alike.
///
/// After five failures the subject is locked for one second, and twice as long after each further
/// one, fifteen minutes at most. Fifteen minutes without an attempt, or a success while unlocked,
/// start over (sign-in reference §1.6).
public interface LockoutStore {

  /// Whether the subject is locked at `now`.
  boolean locked(Tx tx, String subject, Instant now);

  /// Counts a failure; false when the subject is locked at `now`, in which case the attempt does
  /// not count.
  boolean fail(Tx tx, String subject, Instant now);

  /// Forgets the failures; false when the subject is locked at `now`, in which case the success
  /// does not count either.
  boolean succeed(Tx tx, String subject, Instant now);

  /// Forgets the failures and the lock, for someone who has proven who they are in another way.
  void forget(Tx tx, String subject);
}
