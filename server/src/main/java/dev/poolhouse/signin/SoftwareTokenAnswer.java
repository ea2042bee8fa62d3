package dev.poolhouse.signin;

import dev.poolhouse.mfa.SoftwareTokenStore.SoftwareToken;
import dev.poolhouse.mfa.SoftwareTokens;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;

/// `SOFTWARE_TOKEN_MFA`: a code of the user's generator (sign-in reference §3.2, §5.1). A wrong or
/// used one leaves the session good. May be shared.
final class SoftwareTokenAnswer {
  private final Resumption resumption;
  private final Guesses guesses;
  private final Transactions transactions;
  private final SoftwareTokens tokens;
  private final Completion completion;

  SoftwareTokenAnswer(
      Resumption resumption,
      Guesses guesses,
      Transactions transactions,
      SoftwareTokens tokens,
      Completion completion) {
    this.resumption = resumption;
    this.guesses = guesses;
    this.transactions = transactions;
    this.tokens = tokens;
    this.completion = completion;
  }

  /// Checks the code; the transaction that goes on uses its time step up.
  Outcome answer(Answer answer) {
    String typed = answer.require("SOFTWARE_TOKEN_MFA_CODE");
    Resumption.Resumed<Challenge.SoftwareTokenMfa> resumed =
        resumption.require(answer, Challenge.SoftwareTokenMfa.class);
    guesses.count(resumed.attempt(), resumed.person(), true);
    Progress progress =
        Progress.of(answer, resumed.person(), resumed.attempt(), Factor.SOFTWARE_TOKEN);
    UserId id = progress.user().id();
    SoftwareToken token =
        transactions
            .read("find software token", tx -> tokens.find(tx, id))
            .filter(found -> found.secret().isPresent())
            .orElseThrow(SoftwareTokenAnswer::missing);
    SoftwareTokens.Proof proof =
        tokens.prove(id, token, typed).orElseThrow(SoftwareTokenAnswer::mismatch);
    return completion.proceed(
        progress,
        (tx, now) -> {
          tokens.accept(tx, proof);
          return now;
        });
  }

  private static ApiException mismatch() {
    return ApiException.of(ErrorCode.CODE_MISMATCH, "Invalid code received for user");
  }

  /// An administrator deleted it meanwhile. Text as clients reported it, for another cause
  /// (unsure).
  private static ApiException missing() {
    return ApiException.of(
        ErrorCode.SOFTWARE_TOKEN_MFA_NOT_FOUND, "Software Token MFA does not exist for the user.");
  }
}
