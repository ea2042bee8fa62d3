package dev.poolhouse.signin;

import dev.poolhouse.group.Group;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.User;
import java.util.List;
import java.util.Optional;

/// Whom a typed name turned out to mean.
///
/// @param subject whose failures are counted: the user's id, or a keyed hash of pool and name
/// @param typedName the name as it was typed
/// @param known the user, if there is one
/// @param locked whether the subject is locked right now
record Person(String subject, String typedName, Optional<Known> known, boolean locked) {

  /// A user who exists.
  ///
  /// @param user the user
  /// @param credential the password, if the user has one
  /// @param groups the user's groups, strongest first
  record Known(User user, Optional<Credential> credential, List<Group> groups) {
    Known {
      groups = List.copyOf(groups);
    }
  }
}
