package dev.poolhouse.user;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.time.Duration;
import java.time.InstantSource;

/// Limits per user: so many requests per second on this node, and hourly ones over all nodes. Each
/// hourly use is counted in a transaction of its own before anything is done, so that a refusal
/// later on does not give it back. May be shared.
///
/// Source: sign-in reference §6.2; `ForgotPassword` and `ConfirmForgotPassword` share one limit, 5
/// to 20 by risk in the service, here always 20.
public final class Limits {
  private static final Duration WINDOW = Duration.ofHours(1);

  private final Transactions transactions;
  private final RateStore rates;
  private final RequestRate requests;
  private final InstantSource clock;

  public Limits(
      Transactions transactions, RateStore rates, RequestRate requests, InstantSource clock) {
    this.transactions = transactions;
    this.rates = rates;
    this.requests = requests;
    this.clock = clock;
  }

  /// Counts a request of any kind, or throws `TooManyRequestsException`.
  ///
  /// @param subject a user id, or [Passwords#simulatedSubject] of a name that belongs to no user
  public void request(String subject) {
    requests.use(subject);
  }

  /// What is limited.
  public enum Action {
    CHANGE_PASSWORD(5),
    CONFIRM_SIGN_UP(15),
    GET_USER_ATTRIBUTE_VERIFICATION_CODE(5),
    RECOVER_PASSWORD(20),
    RESEND_CONFIRMATION_CODE(5),
    SEND_SIGN_IN_CODE(30),
    VERIFY_USER_ATTRIBUTE(15);

    private final int most;

    Action(int most) {
      this.most = most;
    }
  }

  /// Counts a use, or throws `LimitExceededException`.
  ///
  /// @param subject a user id, or [Passwords#simulatedSubject] of a name that belongs to no user
  public void use(String subject, Action action) {
    if (!allowed(subject, action)) {
      throw ApiException.of(
          ErrorCode.LIMIT_EXCEEDED, "Attempt limit exceeded, please try after some time.");
    }
  }

  /// Counts a code sent during a sign-in, or throws `TooManyRequestsException`, since signing in
  /// knows no `LimitExceededException`. The service's own limit is not published.
  ///
  /// @param subject a user id, or [Passwords#simulatedSubject] of a name that belongs to no user
  public void sendSignInCode(String subject) {
    if (!allowed(subject, Action.SEND_SIGN_IN_CODE)) {
      throw tooManyRequests();
    }
  }

  /// The refusal where an operation knows no `LimitExceededException`; text (unsure).
  public static ApiException tooManyRequests() {
    return ApiException.of(ErrorCode.TOO_MANY_REQUESTS, "Too many requests");
  }

  private boolean allowed(String subject, Action action) {
    return transactions.write(
        "count use",
        tx -> rates.use(tx, subject, action.name(), action.most, WINDOW, clock.instant()));
  }
}
