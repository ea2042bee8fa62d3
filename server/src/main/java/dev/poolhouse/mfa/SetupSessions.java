package dev.poolhouse.mfa;

import dev.poolhouse.client.Client;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserChanges;

/// Sign-ins that wait until the user has set up a second factor. Implemented by `signin`, which
/// stands above this package.
public interface SetupSessions {

  /// A sign-in that waits.
  ///
  /// @param pool the pool
  /// @param client the app client of the sign-in
  /// @param user the user as of now
  /// @param session the `Session` it was opened from
  record Setup(Pool pool, Client client, User user, String session) {

    /// Names the user without showing the session.
    @Override
    public String toString() {
      return "Setup[" + user + "]";
    }
  }

  /// The sign-in behind a `Session` of an `MFA_SETUP` challenge.
  ///
  /// Throws `NotAuthorizedException` for a session that is not of that challenge, expired or spent,
  /// or whose user may not set up a factor this way any more.
  Setup open(String session);

  /// A fresh `Session` for the same challenge. The one it was opened from stays good.
  String again(Setup setup);

  /// Stores the user with a factor set up and spends the session, in one transaction.
  ///
  /// @param enrolling what sets the factor up
  /// @return the `Session` that answers the challenge
  String complete(Setup setup, UserChanges.Edit enrolling);
}
