package dev.poolhouse.mfa;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserChanges;

/// Sign-ins that wait until the user has set up a second factor. Implemented by `signin`, which
/// stands above this package.
@FunctionalInterface
public interface SetupSessions {

  /// A sign-in that waits.
  interface Setup {

    /// The pool.
    Pool pool();

    /// The user as of now.
    User user();

    /// A `Session` of another text for the same challenge. Both end when the first one would have,
    /// so that a proven password cannot wait for ever.
    String again();

    /// Stores the user with a factor set up and spends the session, in one transaction.
    ///
    /// @param enrolling what sets the factor up
    /// @return the `Session` that answers the challenge
    String complete(UserChanges.Edit enrolling);
  }

  /// The sign-in behind a `Session` of an `MFA_SETUP` challenge.
  ///
  /// Throws `NotAuthorizedException` for a session that is not of that challenge, expired or spent,
  /// or whose user may not set up a factor this way any more.
  Setup open(String session);
}
