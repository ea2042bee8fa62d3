package dev.poolhouse.signin;

import dev.poolhouse.trigger.ChallengeResult;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;

/// `CUSTOM_AUTH`: the pool's own functions decide what is asked. May be shared.
///
/// Source: triggers reference §4.5; the guide's page on custom challenge triggers.
final class CustomSignIn {
  private static final String SRP = "SRP_A";

  private final People people;
  private final Resumption resumption;
  private final Guesses guesses;
  private final SignInFunctions functions;
  private final CustomHistory history;
  private final Completion completion;

  CustomSignIn(
      People people,
      Resumption resumption,
      Guesses guesses,
      SignInFunctions functions,
      CustomHistory history,
      Completion completion) {
    this.people = people;
    this.resumption = resumption;
    this.guesses = guesses;
    this.functions = functions;
    this.history = history;
    this.completion = completion;
  }

  /// Begins, with the first half of a password's proof if the client sent one.
  Outcome begin(Opening opening) {
    Optional<BigInteger> srpA =
        opening
            .optional("CHALLENGE_NAME")
            .filter(SRP::equals)
            .map(_ -> SrpProofs.publicValue(opening.require(SRP)));
    Opening.deviceKey(opening.parameters());
    Person person = people.entering(opening.pool(), opening.client(), opening.require("USERNAME"));
    functions.before(opening, person);
    CustomRounds rounds = history.begin();
    Progress progress =
        new Progress(
            opening.pool(),
            opening.client(),
            person,
            Attempt.Flow.CUSTOM,
            Set.of(),
            Set.of(),
            Set.of(),
            Optional.empty(),
            CallContext.of(opening),
            Optional.empty(),
            Optional.empty());
    return completion.decide(
        progress, new CustomSteps.Turn(srpA.isPresent() ? rounds.passed(SRP) : rounds, srpA));
  }

  /// Takes the answer to a custom challenge. A wrong one is a round like any other: what it means
  /// is for the functions to say.
  Outcome answer(Answer answer) {
    answer.require("ANSWER");
    Resumption.Resumed<Challenge.Custom> resumed =
        resumption.require(answer, Challenge.Custom.class);
    guesses.countCustom(resumed.attempt(), resumed.person());
    CustomRounds rounds = history.open(resumed.attempt(), resumed.person());
    boolean right = functions.verify(answer, resumed.person(), rounds);
    ChallengeResult result =
        new ChallengeResult(resumed.challenge().name().toString(), right, rounds.metadata());
    return completion.decide(
        Progress.of(answer, resumed.person(), resumed.attempt()),
        new CustomSteps.Turn(rounds.plus(result), Optional.empty()));
  }
}
