package dev.poolhouse.token;

import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.Optional;

/// The refresh-token families in the database.
public interface FamilyStore {

  /// Stores a new family.
  void insert(Tx tx, RefreshFamily family);

  /// The family with that id.
  Optional<RefreshFamily> find(Tx tx, UserId userId, String familyId);

  /// Moves on from `generation` to the next: true for exactly one caller, and only while the family
  /// is not revoked.
  boolean rotate(Tx tx, UserId userId, String familyId, long generation, Instant previousUntil);

  /// Revokes the family; false when it is gone or revoked already.
  boolean revoke(Tx tx, UserId userId, String familyId, Instant now);

  /// Revokes the family of a refresh token that came back after its time, in one conditional
  /// statement: nothing happens when `generation` is the current one, or the one before it and
  /// still in its grace at `now`.
  boolean revokeReused(Tx tx, UserId userId, String familyId, long generation, Instant now);
}
