package dev.poolhouse.signin;

import dev.poolhouse.store.Tx;
import dev.poolhouse.trigger.CreateAuthChallenge;
import dev.poolhouse.trigger.DefineAuthChallenge;
import dev.poolhouse.user.MfaFactor;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// What the pool's functions decide in a custom sign-in, and their challenges. They are not asked
/// about a wrong password, which ends the sign-in (unsure). May be shared.
///
/// Source: triggers reference §4.5.
final class CustomSteps {
  private final SignInFunctions functions;
  private final CustomHistory history;
  private final SrpChallenges srp;
  private final Recording recording;
  private final Sessions sessions;

  CustomSteps(
      SignInFunctions functions,
      CustomHistory history,
      SrpChallenges srp,
      Recording recording,
      Sessions sessions) {
    this.functions = functions;
    this.history = history;
    this.srp = srp;
    this.recording = recording;
    this.sessions = sessions;
  }

  /// A custom sign-in within one call.
  ///
  /// @param rounds what has been answered, this call's part included
  /// @param srpA the client's public value, when this call sent one
  record Turn(CustomRounds rounds, Optional<BigInteger> srpA) {}

  /// How a custom sign-in goes on.
  sealed interface Next {
    /// Something was asked.
    record Asked(Outcome outcome) implements Next {}

    /// Ask for what the server asks by itself.
    record BuiltIn(NextStep.Step step) implements Next {}

    /// The functions let the user in.
    record LetIn() implements Next {}
  }

  /// The rounds of a sign-in that has just proven something built-in.
  Turn turn(Progress progress) {
    Attempt answered =
        progress
            .answered()
            .orElseThrow(() -> new IllegalStateException("nothing can be proven at the beginning"));
    CustomRounds rounds = history.open(answered, progress.person());
    for (Factor factor : progress.proven()) {
      Optional<String> name = progress.before().contains(factor) ? Optional.empty() : name(factor);
      rounds = name.map(rounds::passed).orElse(rounds);
    }
    return new Turn(rounds, Optional.empty());
  }

  private static Optional<String> name(Factor factor) {
    return switch (factor) {
      case PASSWORD -> Optional.of("PASSWORD_VERIFIER");
      case NEW_PASSWORD -> Optional.of("NEW_PASSWORD_REQUIRED");
      case SMS_MFA -> Optional.of("SMS_MFA");
      case EMAIL_MFA -> Optional.of("EMAIL_OTP");
      case SOFTWARE_TOKEN -> Optional.of("SOFTWARE_TOKEN_MFA");
      case EMAIL_OTP,
          SMS_OTP,
          PASSKEY,
          VERIFIED_PASSKEY,
          ROAMING_PASSKEY,
          SIGN_UP_CODE,
          DEVICE,
          CUSTOM ->
          Optional.empty();
    };
  }

  /// Stores the rounds beside what else changes.
  Recording.Change writing(Progress progress, Turn turn, Recording.Change change) {
    return beside(history.writing(progress, turn.rounds()), change);
  }

  /// Drops the rounds beside what else changes.
  Recording.Change dropping(Progress progress, Turn turn, Recording.Change change) {
    return beside(history.dropping(progress, turn.rounds()), change);
  }

  private static Recording.Change beside(Consumer<Tx> rows, Recording.Change change) {
    return (tx, now) -> {
      rows.accept(tx);
      return change.write(tx, now);
    };
  }

  /// Lets the functions decide, and asks what they want asked.
  ///
  /// Throws `Incorrect username or password.` when they refuse the user, which ends the sign-in,
  /// and `InvalidLambdaResponseException` when they ask for what cannot be asked.
  ///
  /// @param change what the answer changes, written with the step
  /// @param usable second factors that can be asked for
  Next decide(Progress progress, Turn turn, Recording.Change change, Set<MfaFactor> usable) {
    return switch (functions.define(progress, turn.rounds())) {
      case DefineAuthChallenge.Decision.Fail() -> throw fail(progress, turn, change);
      case DefineAuthChallenge.Decision.IssueTokens() -> {
        if (progress.person().known().isEmpty()) {
          throw fail(progress, turn, change);
        }
        yield new Next.LetIn();
      }
      case DefineAuthChallenge.Decision.Ask(String name) ->
          ask(progress, turn, change, usable, name);
    };
  }

  private Next ask(
      Progress progress, Turn turn, Recording.Change change, Set<MfaFactor> usable, String name) {
    return switch (ChallengeNameType.fromValue(name)) {
      case CUSTOM_CHALLENGE -> new Next.Asked(askCustom(progress, turn, change, name));
      case PASSWORD_VERIFIER ->
          new Next.Asked(askPassword(progress, turn, turn.srpA().orElseThrow(CustomSteps::wrong)));
      case NEW_PASSWORD_REQUIRED -> {
        boolean due =
            progress.proven().contains(Factor.PASSWORD)
                && !progress.proven().contains(Factor.NEW_PASSWORD)
                && progress.user().status() == UserStatusType.FORCE_CHANGE_PASSWORD;
        yield builtIn(due, NextStep.Step.NEW_PASSWORD);
      }
      case SMS_MFA -> second(progress, usable, MfaFactor.SMS_MFA);
      case EMAIL_OTP -> second(progress, usable, MfaFactor.EMAIL_OTP);
      case SOFTWARE_TOKEN_MFA -> second(progress, usable, MfaFactor.SOFTWARE_TOKEN_MFA);
      default -> throw wrong();
    };
  }

  /// A second factor that the functions want follows the password alone: before, the code would
  /// tell who asks that the user exists.
  private static Next second(Progress progress, Set<MfaFactor> usable, MfaFactor factor) {
    boolean due = progress.proven().contains(Factor.PASSWORD) && usable.contains(factor);
    return builtIn(due, NextStep.ask(factor));
  }

  private static Next builtIn(boolean due, NextStep.Step step) {
    if (!due) {
      throw wrong();
    }
    return new Next.BuiltIn(step);
  }

  private Outcome askCustom(Progress progress, Turn turn, Recording.Change change, String name) {
    CreateAuthChallenge.Made made = functions.create(progress, turn.rounds(), name);
    CustomRounds rounds = turn.rounds().asking(made.kept(), made.metadata());
    recording.advance(progress, history.writing(progress, rounds), change);
    Map<String, String> parameters = new LinkedHashMap<>(made.shown());
    parameters.putIfAbsent("USERNAME", functions.userName(progress.pool(), progress.person()));
    Attempt next = sessions.next(progress.keeping(rounds.ref()), new Challenge.Custom());
    return Outcome.Challenged.of(next.challenge().name(), parameters, sessions.session(next));
  }

  private Outcome askPassword(Progress progress, Turn turn, BigInteger a) {
    recording.advance(progress, history.writing(progress, turn.rounds()), Recording.Change.NONE);
    return srp.ask(progress.keeping(turn.rounds().ref()), a);
  }

  /// Ends the sign-in: its state cannot be answered once more.
  private ApiException fail(Progress progress, Turn turn, Recording.Change change) {
    recording.advance(progress, history.dropping(progress, turn.rounds()), change);
    return ApiException.notAuthorized(People.INCORRECT);
  }

  /// The text for an impossible challenge is (unsure).
  private static ApiException wrong() {
    return ApiException.of(ErrorCode.INVALID_LAMBDA_RESPONSE, "Unrecognizable lambda output");
  }
}
