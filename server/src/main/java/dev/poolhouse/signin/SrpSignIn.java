package dev.poolhouse.signin;

import dev.poolhouse.crypto.Srp;
import dev.poolhouse.wire.SessionErrors;
import java.math.BigInteger;

/// `USER_SRP_AUTH`: the password is proven and never sent (sign-in reference §2). The state between
/// the two calls travels in `SECRET_BLOCK`. May be shared.
final class SrpSignIn {
  private final People people;
  private final SignInFunctions functions;
  private final SrpChallenges challenges;
  private final Sessions sessions;
  private final Completion completion;
  private final SrpProofs proofs;

  SrpSignIn(
      People people,
      SignInFunctions functions,
      SrpChallenges challenges,
      Sessions sessions,
      Completion completion,
      SrpProofs proofs) {
    this.people = people;
    this.functions = functions;
    this.challenges = challenges;
    this.sessions = sessions;
    this.completion = completion;
    this.proofs = proofs;
  }

  /// Answers with the server's half of the exchange.
  Outcome begin(Opening opening) {
    String name = opening.require("USERNAME");
    BigInteger a = SrpProofs.publicValue(opening.require("SRP_A"));
    Person person = people.find(opening.pool(), opening.client(), name);
    functions.before(opening, person);
    return challenges.ask(opening, person, a);
  }

  /// Asks for the proof in a choice-based sign-in.
  Outcome ask(ChoiceCall call, BigInteger a) {
    return challenges.ask(call, a);
  }

  /// Checks the proof. Whatever is wrong with it — signature, block, time — has the same text.
  Outcome answer(Answer answer) {
    answer.require("USERNAME");
    SrpProofs.Proof proof = SrpProofs.Proof.of(answer);
    Attempt attempt =
        sessions
            .ofSecretBlock(proof.block().bytes())
            .filter(opened -> opened.clientId().equals(answer.client().id()))
            .filter(opened -> opened.poolKey().equals(answer.pool().key()))
            .orElseThrow(SrpProofs::incorrect);
    if (!(attempt.challenge() instanceof Challenge.PasswordVerifier asked)) {
      throw SrpProofs.incorrect();
    }
    if (attempt.flow() != Attempt.Flow.SRP) {
      requireSession(answer, attempt);
    }
    Person person = people.of(answer.pool(), attempt);
    SrpProofs.Checked checked = challenges.checked(answer.pool(), person);
    people.admit(answer.client(), person);
    boolean proven =
        proofs.holds(
                asked.a(), new Srp.Challenge(asked.exponent(), asked.publicValue()), checked, proof)
            && sameUser(answer, attempt, person, checked);
    boolean possible = person.known().flatMap(Person.Known::credential).isPresent();
    if (!proven || !possible) {
      throw people.failed(person);
    }
    if (sessions.expired(attempt)) {
      throw SessionErrors.expired();
    }
    if (!attempt.proven().isEmpty()) {
      Resumption.requireStillProven(attempt, person.known().orElseThrow());
    }
    return completion.proceed(Progress.of(answer, person, attempt, Factor.PASSWORD));
  }

  /// In choice-based and custom sign-ins the `Session` travels beside the block and must be of the
  /// same state.
  private void requireSession(Answer answer, Attempt attempt) {
    String session = answer.session().orElseThrow(() -> Opening.missing("Session"));
    Attempt beside = sessions.require(session, answer.client(), Challenge.PasswordVerifier.class);
    if (!beside.id().equals(attempt.id())) {
      throw SessionErrors.invalid();
    }
  }

  /// Whether `USERNAME` means the user of the challenge. Another name counts as a wrong password,
  /// so that the lock does not tell whose name it is.
  private boolean sameUser(
      Answer answer, Attempt attempt, Person person, SrpProofs.Checked checked) {
    String given = answer.require("USERNAME");
    return people.same(answer.pool(), attempt, person, given) || given.equals(checked.name());
  }
}
