package dev.poolhouse.selfservice;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.LockoutStore;
import dev.poolhouse.user.Passwords;
import dev.poolhouse.user.User;
import dev.poolhouse.wire.ApiException;
import java.time.InstantSource;
import java.util.Optional;

/// The proof that a user knows the password that is to be changed. It counts towards the same
/// lockout as signing in, so that a stolen access token is no way to guess the password. May be
/// shared.
public final class PreviousPassword {
  private final Transactions transactions;
  private final LockoutStore lockouts;
  private final Passwords passwords;
  private final InstantSource clock;

  public PreviousPassword(
      Transactions transactions, LockoutStore lockouts, Passwords passwords, InstantSource clock) {
    this.transactions = transactions;
    this.lockouts = lockouts;
    this.passwords = passwords;
    this.clock = clock;
  }

  /// One attempt.
  ///
  /// @param user who changes the password
  /// @param known the user's password, if there is one
  /// @param typed as the request gives it
  record Attempt(User user, Optional<Credential> known, Optional<Secret> typed) {}

  /// Refuses a password that is not the user's, or is a temporary one past its time; counts that as
  /// a failed attempt. Only a user without a password may leave it out.
  ///
  /// Throws `NotAuthorizedException` (`Incorrect username or password.`, `Password attempts
  /// exceeded`).
  void require(Attempt attempt) {
    User user = attempt.user();
    boolean locked =
        transactions.read(
            "password lock", tx -> lockouts.locked(tx, subject(user), clock.instant()));
    if (locked) {
      throw locked();
    }
    if (!proves(attempt)) {
      throw failed(user);
    }
  }

  /// Forgets earlier failures in the transaction of the change; refuses when the user has been
  /// locked meanwhile.
  void proven(Tx tx, User user) {
    if (!lockouts.succeed(tx, subject(user), clock.instant())) {
      throw locked();
    }
  }

  private boolean proves(Attempt attempt) {
    if (attempt.known().isEmpty() || attempt.typed().isEmpty()) {
      return attempt.known().isEmpty() && attempt.typed().isEmpty();
    }
    Credential known = attempt.known().get();
    boolean inTime = known.expiresAt().filter(end -> !clock.instant().isBefore(end)).isEmpty();
    return passwords.matches(attempt.user().id(), known, attempt.typed().get()) && inTime;
  }

  private ApiException failed(User user) {
    boolean counted =
        transactions.write(
            "password failure", tx -> lockouts.fail(tx, subject(user), clock.instant()));
    return counted ? incorrect() : locked();
  }

  private static String subject(User user) {
    return user.id().value();
  }

  /// `NotAuthorizedException` for a wrong password.
  static ApiException incorrect() {
    return ApiException.notAuthorized("Incorrect username or password.");
  }

  private static ApiException locked() {
    return ApiException.notAuthorized("Password attempts exceeded");
  }
}
