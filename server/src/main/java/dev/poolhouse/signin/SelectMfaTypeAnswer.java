package dev.poolhouse.signin;

import dev.poolhouse.user.MfaFactor;
import dev.poolhouse.wire.ApiException;
import java.util.Optional;

/// `SELECT_MFA_TYPE`: the user chose among several second factors (sign-in reference §3.2). May be
/// shared.
final class SelectMfaTypeAnswer {
  private final Resumption resumption;
  private final SecondFactors factors;

  SelectMfaTypeAnswer(Resumption resumption, SecondFactors factors) {
    this.resumption = resumption;
    this.factors = factors;
  }

  /// Asks for the code of the chosen factor, with a new session.
  Outcome answer(Answer answer) {
    String chosen = answer.require("ANSWER");
    Resumption.Resumed<Challenge.SelectMfaType> resumed =
        resumption.require(answer, Challenge.SelectMfaType.class);
    Progress progress = Progress.of(answer, resumed.person(), resumed.attempt());
    MfaFactor factor =
        factor(chosen)
            .filter(resumed.challenge().offered()::contains)
            .filter(UsableFactors.of(answer.pool(), progress.user())::contains)
            .orElseThrow(SelectMfaTypeAnswer::notOffered);
    return factors.ask(progress, Recording.Change.NONE, factor);
  }

  /// The documentation spells e-mail in two ways.
  private static Optional<MfaFactor> factor(String name) {
    return switch (name) {
      case "SMS_MFA" -> Optional.of(MfaFactor.SMS_MFA);
      case "SOFTWARE_TOKEN_MFA" -> Optional.of(MfaFactor.SOFTWARE_TOKEN_MFA);
      case "EMAIL_OTP", "EMAIL_MFA" -> Optional.of(MfaFactor.EMAIL_OTP);
      default -> Optional.empty();
    };
  }

  private static ApiException notOffered() {
    return ApiException.invalidParameter("Invalid MFA type selected."); // (unsure)
  }
}
