package dev.poolhouse.user;

import dev.poolhouse.store.Tx;
import java.util.List;
import java.util.Optional;

/// The users' passwords in the database.
public interface CredentialStore {

  /// The user's password; empty for a user without one.
  Optional<Credential> find(Tx tx, UserId id);

  /// Sets the user's password.
  ///
  /// @param remembered how many earlier passwords to keep for the history rule; the one replaced
  ///   counts
  void set(Tx tx, UserId id, Credential credential, int remembered);

  /// Earlier passwords, newest first.
  List<Credential> history(Tx tx, UserId id);
}
