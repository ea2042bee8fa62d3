package dev.poolhouse.signin;

import dev.poolhouse.user.Credential;
import dev.poolhouse.user.StateErrors;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.wire.SessionErrors;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Takes up a sign-in where a `Session` left it, with every check that does not depend on the
/// challenge. May be shared.
final class Resumption {
  private final People people;
  private final Sessions sessions;

  Resumption(People people, Sessions sessions) {
    this.people = people;
    this.sessions = sessions;
  }

  /// A sign-in taken up.
  ///
  /// @param attempt its state
  /// @param challenge what was asked
  /// @param person whom it is about, as of now
  record Resumed<C extends Challenge>(Attempt attempt, C challenge, Person person) {}

  /// The sign-in whose challenge of type `type` the answer is about.
  ///
  /// Throws `Missing required parameter Session`, what [Sessions#require] throws, `Invalid session
  /// for the user.` when the answer names someone else, or the password that began the sign-in has
  /// been replaced since, or the user was signed out everywhere; that a session can only be used
  /// once, when the new password it asks for has been set; `User is disabled.`; and
  /// `UserNotFoundException` for a user deleted since, unless the client hides who exists and
  /// nothing has been proven: then the person is nobody.
  <C extends Challenge> Resumed<C> require(Answer answer, Class<C> type) {
    String session = answer.session().orElseThrow(() -> Opening.missing("Session"));
    Attempt attempt = sessions.require(session, answer.client(), type);
    Person person = people.of(answer.pool(), attempt);
    check(answer, attempt, person);
    return new Resumed<>(attempt, type.cast(attempt.challenge()), person);
  }

  /// The checks of [#require] on a state that was found in another way.
  void check(Answer answer, Attempt attempt, Person person) {
    if (!named(answer, attempt, person)) {
      throw SessionErrors.invalid();
    }
    if (person.known().isEmpty()) {
      boolean pretence = attempt.proven().isEmpty() && answer.client().rules().hidesUnknownUsers();
      if (!pretence) {
        throw UserNames.missing();
      }
      return;
    }
    boolean shown = !attempt.proven().isEmpty() || !answer.client().rules().hidesUnknownUsers();
    person
        .known()
        .filter(known -> shown || known.user().enabled())
        .ifPresent(known -> requireStillProven(attempt, known));
  }

  /// Other names of the same user will do, too; but where the client hides who exists, only once
  /// something has been proven: before, they would tell anyone which names belong together.
  ///
  /// Source: sign-in reference §1.7.
  private boolean named(Answer answer, Attempt attempt, Person person) {
    String name = answer.require("USERNAME");
    boolean secret = attempt.proven().isEmpty() && answer.client().rules().hidesUnknownUsers();
    return secret
        ? People.typed(answer.pool(), attempt, name)
        : people.same(answer.pool(), attempt, person, name);
  }

  /// The checks on the user of a state in which something has been proven.
  static void requireStillProven(Attempt attempt, Person.Known known) {
    User user = known.user();
    if (!user.enabled()) {
      throw StateErrors.disabled();
    }
    boolean changedAlready =
        attempt.challenge() instanceof Challenge.NewPasswordRequired
            && user.status() != UserStatusType.FORCE_CHANGE_PASSWORD;
    if (changedAlready) {
      throw SessionErrors.usedUp();
    }
    boolean replaced =
        attempt.proven().contains(Factor.PASSWORD) && changedAfter(known.credential(), attempt);
    if (replaced || !attempt.askedAt().isAfter(user.signedOutAt())) {
      throw SessionErrors.invalid();
    }
  }

  private static boolean changedAfter(Optional<Credential> credential, Attempt attempt) {
    return credential.map(Credential::setAt).filter(attempt.askedAt()::isBefore).isPresent();
  }
}
