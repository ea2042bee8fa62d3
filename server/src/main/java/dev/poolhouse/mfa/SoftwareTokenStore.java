package dev.poolhouse.mfa;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.Optional;

/// The users' code generators: one each, and at most one being set up.
public interface SoftwareTokenStore {

  /// A code generator as stored.
  ///
  /// @param secret the sealed secret in use; empty until a first one is verified
  /// @param pending the sealed secret being set up
  /// @param name what the user calls it; empty text without a name
  /// @param lastStep the newest time step whose code was used
  record SoftwareToken(
      Optional<Sealed> secret, Optional<Sealed> pending, String name, long lastStep) {}

  /// The user's code generator, in use or being set up.
  Optional<SoftwareToken> find(Tx tx, UserId id);

  /// Begins to set up a secret, in the place of another one being set up. The one in use stays.
  void begin(Tx tx, UserId id, Sealed pending);

  /// Puts the secret being set up to use and marks the time step as used: true for exactly one
  /// caller, and only while `pending` is being set up and `step` is newer than the newest one used.
  boolean enrol(Tx tx, UserId id, Sealed pending, String name, long step, Instant now);

  /// Marks the time step as used: true for exactly one caller, and only while `secret` is in use
  /// and `step` is newer than the newest one used.
  boolean accept(Tx tx, UserId id, Sealed secret, long step);

  /// Deletes a code generator that is in use; false when there is none.
  boolean delete(Tx tx, UserId id);
}
