package dev.poolhouse.signin;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.Limits;
import dev.poolhouse.user.RateStore;
import dev.poolhouse.wire.SessionErrors;
import java.time.Duration;
import java.time.InstantSource;

/// Bounds the guessing of codes during sign-ins. The service has no such bound (sign-in reference
/// §1.6, recorded); ours are so high that nobody who types codes meets them. Each answer is counted
/// before it is looked at, so guesses made at once count too. May be shared.
final class Guesses {
  /// Answers to one state of a sign-in.
  static final int PER_SESSION = 20;

  /// Answers to one custom challenge. An answer that the functions have judged, right or wrong,
  /// ends the state; further ones are for when a function fails, or they are guesses made at once.
  static final int PER_CUSTOM_CHALLENGE = 5;

  /// Answers about a second factor per user and hour: who guesses them knows the password.
  static final int PER_HOUR = 200;

  private static final Duration HOUR = Duration.ofHours(1);

  private final Transactions transactions;
  private final RateStore rates;
  private final InstantSource clock;

  Guesses(Transactions transactions, RateStore rates, InstantSource clock) {
    this.transactions = transactions;
    this.rates = rates;
    this.clock = clock;
  }

  /// Counts an answer to a custom challenge.
  ///
  /// Throws `Invalid session for the user.` after [#PER_CUSTOM_CHALLENGE] answers to the same
  /// state.
  void countCustom(Attempt attempt, Person person) {
    boolean allowed =
        transactions.write(
            "count custom answer", tx -> use(tx, attempt, person, PER_CUSTOM_CHALLENGE));
    if (!allowed) {
      throw SessionErrors.invalid();
    }
  }

  /// Counts an answer with a code.
  ///
  /// Throws `Invalid session for the user.` after [#PER_SESSION] answers to the same state, and
  /// `TooManyRequestsException` after [#PER_HOUR] about a user's second factors.
  ///
  /// @param second whether the code is a second factor
  void count(Attempt attempt, Person person, boolean second) {
    boolean[] allowed =
        transactions.write(
            "count code answer",
            tx ->
                new boolean[] {
                  use(tx, attempt, person, PER_SESSION),
                  !second
                      || rates.use(
                          tx, person.subject(), "second factor", PER_HOUR, HOUR, clock.instant())
                });
    if (!allowed[0]) {
      throw SessionErrors.invalid();
    }
    if (!allowed[1]) {
      throw Limits.tooManyRequests();
    }
  }

  private boolean use(Tx tx, Attempt attempt, Person person, int most) {
    return rates.use(tx, person.subject(), "session " + attempt.id(), most, HOUR, clock.instant());
  }
}
