package dev.poolhouse.signin;

import dev.poolhouse.store.Tx;
import dev.poolhouse.user.Contacts;
import dev.poolhouse.user.MfaFactor;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserChanges;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.SessionErrors;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Answers with a code that was sent: `SMS_MFA`, `EMAIL_OTP`, `SMS_OTP` (sign-in reference §3.2). A
/// wrong one leaves the session good. May be shared.
final class CodeAnswer {
  private static final String NO_ADDRESS = "nobody@example.com";

  private final Resumption resumption;
  private final Guesses guesses;
  private final SignInCodes codes;
  private final FirstFactors firstFactors;
  private final SecondFactors secondFactors;
  private final Completion completion;
  private final UserChanges changes;
  private final InstantSource clock;

  CodeAnswer(
      Resumption resumption,
      Guesses guesses,
      SignInCodes codes,
      FirstFactors firstFactors,
      SecondFactors secondFactors,
      Completion completion,
      UserChanges changes,
      InstantSource clock) {
    this.resumption = resumption;
    this.guesses = guesses;
    this.codes = codes;
    this.firstFactors = firstFactors;
    this.secondFactors = secondFactors;
    this.completion = completion;
    this.changes = changes;
    this.clock = clock;
  }

  /// Takes the answer to `SMS_MFA`.
  Outcome smsMfa(Answer answer) {
    String typed = answer.require("SMS_MFA_CODE");
    Resumption.Resumed<Challenge.SmsMfa> resumed =
        resumption.require(answer, Challenge.SmsMfa.class);
    return take(
        answer,
        resumed,
        new Given(SignInCodes.Use.SMS_MFA, resumed.challenge().code(), typed, Optional.empty()));
  }

  /// Takes the answer to `SMS_OTP`.
  Outcome smsOtp(Answer answer) {
    String typed = answer.require("SMS_OTP_CODE");
    Resumption.Resumed<Challenge.SmsOtp> resumed =
        resumption.require(answer, Challenge.SmsOtp.class);
    return take(
        answer,
        resumed,
        new Given(SignInCodes.Use.SMS_OTP, resumed.challenge().code(), typed, Optional.empty()));
  }

  /// Takes the answer to `EMAIL_OTP`. The documentation once called the code `EMAIL_MFA_CODE`.
  Outcome email(Answer answer) {
    String typed =
        answer.optional("EMAIL_MFA_CODE").orElseGet(() -> answer.require("EMAIL_OTP_CODE"));
    Resumption.Resumed<Challenge.EmailOtp> resumed =
        resumption.require(answer, Challenge.EmailOtp.class);
    Challenge.EmailOtp asked = resumed.challenge();
    SignInCodes.Use use = asked.second() ? SignInCodes.Use.EMAIL_MFA : SignInCodes.Use.EMAIL_OTP;
    return take(answer, resumed, new Given(use, asked.code(), typed, asked.setsUp()));
  }

  /// A typed code beside the one that was sent.
  private record Given(SignInCodes.Use use, SentCode sent, String typed, Optional<String> setsUp) {

    String attribute() {
      return switch (use) {
        case SMS_MFA, SMS_OTP -> Contacts.PHONE_NUMBER;
        case EMAIL_MFA, EMAIL_OTP -> Contacts.EMAIL;
      };
    }

    boolean second() {
      return use == SignInCodes.Use.SMS_MFA || use == SignInCodes.Use.EMAIL_MFA;
    }

    /// What the user chose, where it is a first factor.
    Optional<Choice> choice() {
      return switch (use) {
        case SMS_MFA, EMAIL_MFA -> Optional.empty();
        case SMS_OTP -> Optional.of(Choice.SMS_OTP);
        case EMAIL_OTP -> Optional.of(Choice.EMAIL_OTP);
      };
    }

    Factor factor() {
      return switch (use) {
        case SMS_MFA -> Factor.SMS_MFA;
        case SMS_OTP -> Factor.SMS_OTP;
        case EMAIL_MFA -> Factor.EMAIL_MFA;
        case EMAIL_OTP -> Factor.EMAIL_OTP;
      };
    }

    /// Where the code went, so far as it still is the user's.
    Optional<String> address(User user) {
      return setsUp.or(() -> user.attribute(attribute()));
    }
  }

  private Outcome take(Answer answer, Resumption.Resumed<?> resumed, Given given) {
    Person person = resumed.person();
    guesses.count(resumed.attempt(), person, given.second());
    if (!right(person, given)) {
      throw ApiException.of(
          ErrorCode.CODE_MISMATCH, "Invalid code or auth state for the user."); // (recorded)
    }
    given.choice().ifPresent(choice -> firstFactors.requireOffered(answer.pool(), person, choice));
    Progress progress = Progress.of(answer, person, resumed.attempt(), given.factor());
    User after = after(progress.user(), given);
    return after.equals(progress.user())
        ? completion.proceed(progress)
        : completion.proceed(
            progress.with(after, given.factor()),
            (tx, now) -> write(tx, answer, now, given, progress.user()));
  }

  /// Compares a code for nobody too, so that the time taken does not tell who exists.
  private boolean right(Person person, Given given) {
    Optional<String> address = person.known().flatMap(known -> given.address(known.user()));
    boolean matches =
        codes.matches(
            given.sent(), person.subject(), given.use(), address.orElse(NO_ADDRESS), given.typed());
    return matches && address.isPresent();
  }

  /// A code that arrived proves the address; one that sets up e-mail codes makes it the user's.
  private User after(User user, Given given) {
    Map<String, String> attributes = new LinkedHashMap<>(user.attributes());
    given.setsUp().ifPresent(address -> attributes.put(given.attribute(), address));
    attributes.put(Contacts.flag(given.attribute()), "true");
    User verified =
        attributes.equals(user.attributes())
            ? user
            : user.withAttributes(attributes, user.pending(), clock.instant());
    return given.setsUp().isPresent()
        ? verified.withMfa(user.mfa().with(MfaFactor.EMAIL_OTP, true), clock.instant())
        : verified;
  }

  /// The address may have changed since the code was compared; then nothing is verified.
  private User write(Tx tx, Answer answer, User now, Given given, User read) {
    if (!now.attribute(given.attribute()).equals(read.attribute(given.attribute()))) {
      throw SessionErrors.invalid();
    }
    if (given.setsUp().isPresent()) {
      secondFactors.requireNone(tx, answer.pool(), now);
    }
    return changes.store(tx, answer.pool(), now, after(now, given), false);
  }
}
