package dev.poolhouse.signin;

import dev.poolhouse.user.AttributeRules;
import dev.poolhouse.user.AttributeWriter;
import dev.poolhouse.user.Contacts;
import dev.poolhouse.user.MfaFactor;
import dev.poolhouse.user.User;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.SessionErrors;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;

/// `MFA_SETUP`: a second factor has been set up, or begins to be. With the session that
/// `VerifySoftwareToken` returned, the user is signed in; with `EMAIL`, a code goes there (sign-in
/// reference §3.2). SMS is set up by giving the user a phone number. May be shared.
final class MfaSetupAnswer {
  private static final int LONGEST_ADDRESS = 320;

  private final Resumption resumption;
  private final Completion completion;
  private final CodeSteps codes;
  private final SecondFactors factors;

  MfaSetupAnswer(
      Resumption resumption, Completion completion, CodeSteps codes, SecondFactors factors) {
    this.factors = factors;
    this.resumption = resumption;
    this.completion = completion;
    this.codes = codes;
  }

  /// Goes on, with tokens or with the code sent by e-mail. A code of the generator that comes along
  /// is not looked at (recorded): the session is the proof.
  Outcome answer(Answer answer) {
    Resumption.Resumed<Challenge.MfaSetup> resumed =
        resumption.require(answer, Challenge.MfaSetup.class);
    return resumed.challenge().verified()
        ? withGenerator(answer, resumed)
        : withAddress(answer, resumed);
  }

  private Outcome withGenerator(Answer answer, Resumption.Resumed<Challenge.MfaSetup> resumed) {
    Progress progress =
        Progress.of(answer, resumed.person(), resumed.attempt(), Factor.SOFTWARE_TOKEN);
    return completion.proceed(progress, (_, now) -> requireGenerator(now));
  }

  /// The generator may have been taken from the user since.
  private static User requireGenerator(User now) {
    if (!now.mfa().enabled().contains(MfaFactor.SOFTWARE_TOKEN_MFA)) {
      throw SessionErrors.invalid();
    }
    return now;
  }

  private Outcome withAddress(Answer answer, Resumption.Resumed<Challenge.MfaSetup> resumed) {
    String address = answer.optional("EMAIL").orElseThrow(SessionErrors::invalid);
    Progress progress = Progress.of(answer, resumed.person(), resumed.attempt());
    factors.requireNone(progress);
    if (!answer.pool().mfaPolicy().email()) {
      throw ApiException.of(
          ErrorCode.MFA_METHOD_NOT_FOUND,
          "Email MFA has not been enabled by the userPool"); // wording (unsure)
    }
    check(answer, progress.user(), address);
    return codes.askEmail(
        progress,
        (tx, now) -> {
          factors.requireNone(tx, answer.pool(), now);
          return now;
        },
        address,
        true);
  }

  /// The rules for an administrator's change of the address; the one that is there already needs
  /// none.
  private static void check(Answer answer, User user, String address) {
    if (user.attribute(Contacts.EMAIL).filter(address::equals).isPresent()) {
      return;
    }
    if (address.length() > LONGEST_ADDRESS) {
      throw Contacts.invalidEmail();
    }
    AttributeRules.updating(
        answer.pool().policy(),
        user,
        new AttributeWriter.Admin(),
        List.of(AttributeType.builder().name(Contacts.EMAIL).value(address).build()));
  }
}
