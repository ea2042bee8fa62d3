package dev.poolhouse.signin;

import dev.poolhouse.client.Client;
import dev.poolhouse.group.Group;
import dev.poolhouse.group.GroupStore;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.CredentialStore;
import dev.poolhouse.user.Limits;
import dev.poolhouse.user.LockoutStore;
import dev.poolhouse.user.Passwords;
import dev.poolhouse.user.StateErrors;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.user.UserStore;
import dev.poolhouse.wire.ApiException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Finds who signs in, with everything that the next decisions need, in one read; and says who may
/// not. May be shared.
final class People {
  static final String INCORRECT = "Incorrect username or password.";
  private static final String LOCKED = "Password attempts exceeded";

  private final Transactions transactions;
  private final Stores stores;
  private final UserNames names;
  private final Passwords passwords;
  private final Limits limits;
  private final InstantSource clock;

  /// The stores that a sign-in reads.
  record Stores(
      UserStore users, CredentialStore credentials, LockoutStore lockouts, GroupStore groups) {}

  People(
      Transactions transactions,
      Stores stores,
      UserNames names,
      Passwords passwords,
      Limits limits,
      InstantSource clock) {
    this.transactions = transactions;
    this.stores = stores;
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
    String nobody = passwords.simulatedSubject(pool, typedName);
    Person person =
        transactions.read(
            "sign-in",
            tx -> person(tx, pool, names.findForSignIn(tx, pool, typedName), nobody, typedName));
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
    String nobody = passwords.simulatedSubject(pool, attempt.typedName());
    Person person =
        transactions.read(
            "sign-in-answer",
            tx ->
                person(
                    tx,
                    pool,
                    stores.users().find(tx, attempt.userId().orElseGet(() -> new UserId(nobody))),
                    nobody,
                    attempt.typedName()));
    limits.request(person.subject());
    return person;
  }

  /// A user with everything that a sign-in looks at.
  Person known(Pool pool, User user) {
    return transactions.read(
        "sign-in-factors",
        tx ->
            person(
                tx, pool, stores.users().find(tx, user.id()), user.id().value(), user.username()));
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
  private Person person(Tx tx, Pool pool, Optional<User> user, String nobody, String typedName) {
    UserId subject = user.map(User::id).orElseGet(() -> new UserId(nobody));
    boolean locked = stores.lockouts().locked(tx, subject.value(), clock.instant());
    Optional<Credential> credential = stores.credentials().find(tx, subject);
    List<Group> groups = stores.groups().groupsOf(tx, pool.key(), subject);
    return new Person(
        subject.value(),
        typedName,
        user.map(found -> new Person.Known(found, credential, groups)),
        locked);
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
        "sign-in-failure", tx -> stores.lockouts().fail(tx, person.subject(), clock.instant()));
  }

  /// Forgets earlier failures within the transaction of a successful sign-in; refuses when the user
  /// has been locked meanwhile, whatever was proven.
  void succeeded(Tx tx, Person person) {
    if (!stores.lockouts().succeed(tx, person.subject(), clock.instant())) {
      throw locked();
    }
  }

  static ApiException locked() {
    return ApiException.notAuthorized(LOCKED);
  }
}
