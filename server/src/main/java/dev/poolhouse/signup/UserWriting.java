package dev.poolhouse.signup;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.trigger.Done;
import dev.poolhouse.trigger.PostConfirmation;
import dev.poolhouse.trigger.Triggers;
import dev.poolhouse.user.EventAttributes;
import dev.poolhouse.user.LockoutStore;
import dev.poolhouse.user.NewUsers;
import dev.poolhouse.user.PasswordHistory;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserChanges;
import java.util.Optional;

/// What this package uses to store users and their passwords.
///
/// @param transactions runs work
/// @param changes runs work that stores users
/// @param newUsers makes users
/// @param history makes, checks and sets passwords
/// @param lockouts counts failed passwords
/// @param triggers calls the pool's functions
public record UserWriting(
    Transactions transactions,
    UserChanges changes,
    NewUsers newUsers,
    PasswordHistory history,
    LockoutStore lockouts,
    Triggers triggers) {

  /// Tells the pool's function that a user was confirmed, after the commit. Its error is the
  /// call's, but undoes nothing.
  ///
  /// @param source `ConfirmSignUp` or `ConfirmForgotPassword`
  void tellConfirmed(Visit visit, String source, User user) {
    Optional<Done> _ =
        triggers.fire(
            visit.occasion(),
            new PostConfirmation(source, user.username(), EventAttributes.of(visit.pool(), user)));
  }
}
