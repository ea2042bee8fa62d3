package dev.poolhouse.signin;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.Passwords;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.ApiException;
import java.util.Optional;

/// Flows that send the password: `USER_PASSWORD_AUTH` and `ADMIN_USER_PASSWORD_AUTH`. May be
/// shared.
final class PasswordSignIn {
  private final People people;
  private final Arrivals arrivals;
  private final SignInFunctions functions;
  private final Passwords passwords;
  private final SignInThreats threats;
  private final Completion completion;

  PasswordSignIn(
      People people,
      Arrivals arrivals,
      SignInFunctions functions,
      Passwords passwords,
      SignInThreats threats,
      Completion completion) {
    this.people = people;
    this.arrivals = arrivals;
    this.functions = functions;
    this.passwords = passwords;
    this.threats = threats;
    this.completion = completion;
  }

  /// Signs in with the password of the opening call.
  Outcome begin(Opening opening, Attempt.Flow flow) {
    String name = opening.require("USERNAME");
    Secret password = Secret.of(opening.require("PASSWORD"));
    boolean counted = arrivals.await(opening, name, password);
    Person person = people.find(opening.pool(), opening.client(), name);
    if (counted && person.known().isEmpty()) {
      functions.before(opening, person);
      throw refused(opening.pool(), person, password);
    }
    people.admit(opening.client(), person);
    functions.before(opening, person);
    if (!matches(opening.pool(), person, password)) {
      throw people.failed(person);
    }
    return completion.proceed(
        noting(Progress.of(opening, person, flow, Factor.PASSWORD), password));
  }

  /// The sign-in with what others know about its password.
  Progress noting(Progress progress, Secret password) {
    return threats.noting(progress, password);
  }

  /// Takes over who begins a choice-based sign-in with a password and is known elsewhere alone
  /// (unsure: the guide names other flows only).
  ///
  /// @return as [Arrivals#await]
  boolean await(Opening opening, Secret password) {
    return arrivals.await(opening, opening.require("USERNAME"), password);
  }

  /// Refuses somebody unknown whose try was counted already, with the same work as any other.
  ApiException refused(Pool pool, Person person, Secret password) {
    boolean _ = matches(pool, person, password);
    return ApiException.notAuthorized(People.INCORRECT);
  }

  /// Checks the password in a choice-based sign-in; errors as in other flows.
  void check(ChoiceCall call, Secret password) {
    people.admit(call.client(), call.person());
    if (!matches(call.pool(), call.person(), password)) {
      throw people.failed(call.person());
    }
  }

  /// Whether the password is right. Someone unknown, or without a password, costs the same work and
  /// never matches.
  private boolean matches(Pool pool, Person person, Secret password) {
    Optional<UserId> id = person.known().map(known -> known.user().id());
    Optional<Credential> credential = person.known().flatMap(Person.Known::credential);
    if (id.isPresent() && credential.isPresent()) {
      return passwords.matches(id.get(), credential.get(), password);
    }
    return passwords.simulatedMatches(pool, person.typedName(), password);
  }
}
