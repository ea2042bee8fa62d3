package dev.poolhouse.token;

import dev.poolhouse.client.Client;
import dev.poolhouse.group.Group;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The refresh-token families in the database. A sign-in stores its own together with its last
/// checks.
public interface FamilyStore {

  /// The family with that id.
  Optional<RefreshFamily> find(Tx tx, UserId userId, String familyId);

  /// The family with that id and what a refresh needs beside it, in one call.
  Optional<Owned> findOwned(Tx tx, UserId userId, String familyId, Client client);

  /// A family and whose it is.
  ///
  /// @param family the family
  /// @param user the user; empty when it was deleted
  /// @param groups the user's groups, strongest first
  /// @param clientExists whether the app client that was asked for is still there
  record Owned(
      RefreshFamily family, Optional<User> user, List<Group> groups, boolean clientExists) {
    public Owned {
      groups = List.copyOf(groups);
    }
  }

  /// The user with that id and one of the user's families, in one call; empty without the user.
  ///
  /// @param familyId which family; the empty text is no family's
  Optional<Bearer> findBearer(Tx tx, UserId userId, String familyId);

  /// Whom an access token may speak for.
  ///
  /// @param user the user as of now
  /// @param signIn the token's sign-in, when it is kept
  record Bearer(User user, Optional<SignIn> signIn) {}

  /// What the check of an access token takes of a family.
  ///
  /// @param authTime when the user proved who they are
  /// @param authentication how the user proved who they are
  /// @param createdAt when the family began
  /// @param revokedAt when it was revoked, if it was
  record SignIn(
      Instant authTime,
      Authentication authentication,
      Instant createdAt,
      Optional<Instant> revokedAt) {}

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
