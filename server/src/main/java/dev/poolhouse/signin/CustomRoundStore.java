package dev.poolhouse.signin;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.Optional;

/// The rounds of custom sign-ins, sealed. Rows of names that belong to nobody lie under the subject
/// that stands for them.
public interface CustomRoundStore {

  /// Stores rounds in the place of earlier ones of that id.
  ///
  /// @param expiresAt when the sign-in can no longer go on
  void put(Tx tx, UserId userId, String id, Sealed rounds, Instant expiresAt);

  /// The rounds of that id.
  Optional<Sealed> find(Tx tx, UserId userId, String id);

  /// Drops them.
  void remove(Tx tx, UserId userId, String id);
}
