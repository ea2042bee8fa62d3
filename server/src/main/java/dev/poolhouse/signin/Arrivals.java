package dev.poolhouse.signin;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.user.Migrations;
import dev.poolhouse.user.StateErrors;
import dev.poolhouse.wire.ApiException;
import java.util.Optional;
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
  /// nobody of that name itself. Whether it did or not, the sign-in goes on as usual.
  ///
  /// Throws `PasswordResetRequiredException` for a user whose password is not kept, and where the
  /// client tells who exists `Exception migrating user in app client <id>`.
  void await(Opening opening, String name, Secret password) {
    if (!Migrations.offered(opening.occasion())) {
      return;
    }
    Person person = people.look(opening.pool(), name);
    if (person.known().isPresent()) {
      return;
    }
    people.requireUnlocked(person);
    if (arrival(opening, person, password)
        .filter(Migrations.Arrival::created)
        .filter(arrival -> arrival.user().status() == UserStatusType.RESET_REQUIRED)
        .isPresent()) {
      throw StateErrors.resetRequired();
    }
  }

  private Optional<Migrations.Arrival> arrival(Opening opening, Person person, Secret password) {
    try {
      return migrations.atSignIn(
          opening.occasion(), opening.client(), person.typedName(), password);
    } catch (ApiException unknown) {
      if (!people.count(person)) {
        throw People.locked();
      }
      throw unknown;
    }
  }
}
