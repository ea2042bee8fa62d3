package dev.poolhouse.signin;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.user.Migrations;
import dev.poolhouse.user.StateErrors;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Users who are taken over from elsewhere at their first sign-in with a password. Asking costs a
/// try like any wrong password does, or the lock would not guard the passwords of the other side.
/// May be shared.
final class Arrivals {
  private final People people;
  private final Migrations migrations;

  Arrivals(People people, Migrations migrations) {
    this.people = people;
    this.migrations = migrations;
  }

  /// Takes over whoever has the name and password elsewhere, where the pool can ask and knows
  /// nobody of that name itself. Whether it did or not, the sign-in goes on as usual; of a locked
  /// name nobody is asked.
  ///
  /// Throws `PasswordResetRequiredException` for a user whose password is not kept, and where the
  /// client tells who exists `Exception migrating user in app client <id>` and `Password attempts
  /// exceeded`.
  ///
  /// @return whether a try was counted here; while the name belongs to nobody, it has failed then
  boolean await(Opening opening, String name, Secret password) {
    if (!Migrations.offered(opening.occasion())) {
      return false;
    }
    Person person = people.look(opening.pool(), name);
    if (person.known().isPresent()) {
      return false;
    }
    // Counted before, so that guesses made at once count too.
    if (person.locked() || !people.count(person)) {
      if (opening.client().rules().hidesUnknownUsers()) {
        return false;
      }
      throw People.locked();
    }
    if (migrations
        .atSignIn(opening.occasion(), opening.client(), person.typedName(), password)
        .filter(Migrations.Arrival::created)
        .filter(arrival -> arrival.user().status() == UserStatusType.RESET_REQUIRED)
        .isPresent()) {
      throw StateErrors.resetRequired();
    }
    return true;
  }
}
