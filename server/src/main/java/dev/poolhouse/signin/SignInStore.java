package dev.poolhouse.signin;

import dev.poolhouse.client.Client;
import dev.poolhouse.group.Group;
import dev.poolhouse.store.Tx;
import dev.poolhouse.token.RefreshFamily;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// What every sign-in reads and writes, each in one call, which is one round trip to PostgreSQL.
public interface SignInStore {

  /// All about whom `id` means. As much is read for an id that nobody has.
  ///
  /// @param id a user id, or the subject under which failures of an unknown name are counted
  Found find(Tx tx, UserId id, Instant now);

  /// Whom an id means.
  ///
  /// @param user the user, if there is one
  /// @param credential the user's password
  /// @param groups the user's groups, strongest first
  /// @param locked whether the id is locked at the moment asked for
  record Found(
      Optional<User> user, Optional<Credential> credential, List<Group> groups, boolean locked) {
    public Found {
      groups = List.copyOf(groups);
    }
  }

  /// Looks again at what may have changed since it was read, and stores the sign-in where nothing
  /// forbids it. Forgets earlier failures if `step` says that a password was proven.
  Standing advance(Tx tx, Step step);

  /// A step of a sign-in that has been proven.
  ///
  /// @param user the user; perhaps nobody, where nothing is to be stored
  /// @param status the user's status as it was read
  /// @param client the app client
  /// @param passwordProven whether a lock of the user forbids it
  /// @param family the sign-in to store, when this step completes one
  /// @param now the moment for locks
  record Step(
      UserId user,
      UserStatusType status,
      Client client,
      boolean passwordProven,
      Optional<RefreshFamily> family,
      Instant now) {}

  /// What a step found.
  ///
  /// @param clientExists whether the app client is still there
  /// @param locked whether the user is locked now
  /// @param user how the user is now; empty when it was deleted
  /// @param stored whether the sign-in was stored
  record Standing(boolean clientExists, boolean locked, Optional<UserState> user, boolean stored) {}

  /// What decides about a user whose other attributes are known.
  ///
  /// @param version rises with every change
  record UserState(long version, boolean enabled, UserStatusType status) {}
}
