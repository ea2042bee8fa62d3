package dev.poolhouse.signin;

import dev.poolhouse.store.Transactions;
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
                  rates.use(
                      tx,
                      person.subject(),
                      "session " + attempt.id(),
                      PER_SESSION,
                      HOUR,
                      clock.instant()),
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
}
