package dev.poolhouse.signin;

import dev.poolhouse.client.Client;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.Limits;
import dev.poolhouse.user.LockoutStore;
import dev.poolhouse.user.Passwords;
import dev.poolhouse.user.StateErrors;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.wire.ApiException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Finds who signs in, with everything that the next decisions need, in one read; and says who may
/// not. May be shared.
final class People {
  static final String INCORRECT = "Incorrect username or password.";
  private static final String LOCKED = "Password attempts exceeded";

  private final Transactions transactions;
  private final SignInStore store;
  private final LockoutStore lockouts;
  private final UserNames names;
  private final Passwords passwords;
  private final Limits limits;
  private final InstantSource clock;

  People(
      Transactions transactions,
      SignInStore store,
      LockoutStore lockouts,
      UserNames names,
      Passwords passwords,
      Limits limits,
      InstantSource clock) {
    this.transactions = transactions;
    this.store = store;
    this.lockouts = lockouts;
    this.names = names;
    this.passwords = passwords;
    this.limits = limits;
    this.clock = clock;
  }

  /// Whom `typedName` means to someone who begins to sign in.
  ///
  /// Throws `UserNotFoundException` for an unknown name unless the client hides who exists, and
  /// `TooManyRequestsException` for one request too many within a second.
  Person find(Pool pool, Client client, String typedName) {
    Person person = look(pool, typedName);
    if (person.known().isEmpty() && !client.rules().hidesUnknownUsers()) {
      throw UserNames.missing();
    }
    return person;
  }

  /// Whom `typedName` means, if only nobody; throws `TooManyRequestsException`.
  Person look(Pool pool, String typedName) {
    UserId nobody = new UserId(passwords.simulatedSubject(pool, typedName));
    UserId id =
        transactions
            .readOnce("sign-in-name", tx -> names.idForSignIn(tx, pool, typedName))
            .orElse(nobody);
    Person person = person(id, nobody, typedName);
    limits.request(person.subject());
    return person;
  }

  /// Whom `typedName` means to someone who begins a choice-based sign-in, where no password may be
  /// asked for: a disabled user is nobody where the client hides who exists.
  ///
  /// Throws what [#find] throws, `UserNotConfirmedException`, and `NotAuthorizedException` for a
  /// disabled user.
  Person entering(Pool pool, Client client, String typedName) {
    Person person = find(pool, client, typedName);
    requireActive(client, person);
    boolean hidden =
        person.known().map(Person.Known::user).filter(user -> !user.enabled()).isPresent();
    return hidden
        ? new Person(
            passwords.simulatedSubject(pool, typedName), typedName, Optional.empty(), false)
        : person;
  }

  /// Whom an attempt is about, as of now. A user deleted since is nobody.
  Person of(Pool pool, Attempt attempt) {
    UserId nobody = new UserId(passwords.simulatedSubject(pool, attempt.typedName()));
    Person person = person(attempt.userId().orElse(nobody), nobody, attempt.typedName());
    limits.request(person.subject());
    return person;
  }

  /// A user with everything that a sign-in looks at.
  Person known(User user) {
    return person(user.id(), user.id(), user.username());
  }

  /// Whether `name` means whom the attempt is about: as typed at its beginning, or any other name
  /// of the same user.
  boolean same(Pool pool, Attempt attempt, Person person, String name) {
    PoolPolicy policy = pool.policy();
    return typed(pool, attempt, name)
        || person.known().filter(known -> names.belongs(policy, known.user(), name)).isPresent();
  }

  /// Whether `name` is the one that was typed at the beginning.
  static boolean typed(Pool pool, Attempt attempt, String name) {
    PoolPolicy policy = pool.policy();
    return policy.fold(name).equals(policy.fold(attempt.typedName()));
  }

  /// Reads as much for nobody as for a user, so that the time taken does not tell who exists.
  ///
  /// @param nobody whose failures count where there is no such user
  private Person person(UserId id, UserId nobody, String typedName) {
    Instant now = clock.instant();
    SignInStore.Found found = transactions.readOnce("sign-in", tx -> store.find(tx, id, now));
    boolean deleted = found.user().isEmpty() && !id.equals(nobody);
    return deleted
        ? person(nobody, nobody, typedName)
        : new Person(
            id.value(),
            typedName,
            found.user().map(user -> new Person.Known(user, found.credential(), found.groups())),
            found.locked());
  }

  /// Refuses those who may not even try a password: users not confirmed (the service tells so
  /// before it looks at the password, and so do we) and disabled ones, the latter only where the
  /// client does not hide who exists.
  void admit(Client client, Person person) {
    requireActive(client, person);
    requireUnlocked(person);
  }

  /// Throws `Password attempts exceeded` where the subject was locked when it was read.
  void requireUnlocked(Person person) {
    if (person.locked()) {
      throw locked();
    }
  }

  private static void requireActive(Client client, Person person) {
    person
        .known()
        .map(Person.Known::user)
        .ifPresent(
            user -> {
              if (user.status() == UserStatusType.UNCONFIRMED) {
                throw StateErrors.unconfirmed();
              }
              if (!user.enabled() && !client.rules().hidesUnknownUsers()) {
                throw StateErrors.disabled();
              }
            });
  }

  /// Counts a failed attempt and refuses it, with the text that fits: the same for known and
  /// unknown names.
  ApiException failed(Person person) {
    return count(person) ? ApiException.notAuthorized(INCORRECT) : locked();
  }

  /// Counts a failed attempt; false where the subject is locked by now.
  boolean count(Person person) {
    return transactions.write(
        "sign-in-failure", tx -> lockouts.fail(tx, person.subject(), clock.instant()));
  }

  /// Forgets earlier failures within the transaction of a successful sign-in; refuses when the user
  /// has been locked meanwhile, whatever was proven.
  void succeeded(Tx tx, Person person) {
    if (!lockouts.succeed(tx, person.subject(), clock.instant())) {
      throw locked();
    }
  }

  static ApiException locked() {
    return ApiException.notAuthorized(LOCKED);
  }
}
