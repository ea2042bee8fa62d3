package dev.poolhouse.signin;

import dev.poolhouse.crypto.Srp;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.Passwords;
import dev.poolhouse.wire.SessionErrors;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;

/// `USER_SRP_AUTH`: the password is proven and never sent (sign-in reference §2). The state between
/// the two calls travels in `SECRET_BLOCK`. May be shared.
final class SrpSignIn {
  private final People people;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Completion completion;
  private final SecureRandom random;
  private final SrpProofs proofs;

  SrpSignIn(
      People people,
      Passwords passwords,
      Sessions sessions,
      Completion completion,
      SecureRandom random,
      SrpProofs proofs) {
    this.people = people;
    this.passwords = passwords;
    this.sessions = sessions;
    this.completion = completion;
    this.random = random;
    this.proofs = proofs;
  }

  /// Answers with the server's half of the exchange. Someone unknown, or without a password, gets
  /// values that look the same, derived from pool and name.
  Outcome begin(Opening opening) {
    String name = opening.require("USERNAME");
    BigInteger a = SrpProofs.publicValue(opening.require("SRP_A"));
    Person person = people.find(opening.pool(), opening.client(), name);
    Asked asked = asked(opening.pool(), person, a);
    Attempt attempt =
        sessions.attempt(
            opening.pool(),
            opening.client(),
            person,
            new Sessions.Asked(
                Attempt.Flow.SRP,
                Set.of(),
                Set.of(),
                asked.challenge(),
                Opening.deviceKey(opening.parameters())));
    return challenged(asked, attempt, Optional.empty());
  }

  /// Answers with the server's half of the exchange in a choice-based sign-in, with a `Session`
  /// that the proof must bring along.
  Outcome ask(ChoiceCall call, BigInteger a) {
    Asked asked = asked(call.pool(), call.person(), a);
    Attempt attempt =
        sessions.attempt(call.pool(), call.client(), call.person(), call.asking(asked.challenge()));
    return challenged(asked, attempt, Optional.of(sessions.session(attempt)));
  }

  /// The server's half of an exchange.
  private record Asked(
      SrpProofs.Checked checked, Challenge.PasswordVerifier challenge, String publicHex) {}

  private Asked asked(Pool pool, Person person, BigInteger a) {
    SrpProofs.Checked checked = checked(pool, person);
    Srp.Challenge challenge = Srp.serverChallenge(checked.verifier(), random);
    return new Asked(
        checked,
        new Challenge.PasswordVerifier(a, challenge.exponent(), challenge.publicValue()),
        challenge.hex());
  }

  private Outcome challenged(Asked asked, Attempt attempt, Optional<String> session) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("SALT", asked.checked().verifier().saltHex());
    parameters.put("SECRET_BLOCK", Sessions.text(sessions.secretBlock(attempt)));
    parameters.put("SRP_B", asked.publicHex());
    parameters.put("USERNAME", asked.checked().name());
    parameters.put("USER_ID_FOR_SRP", asked.checked().name());
    return new Outcome.Challenged(
        ChallengeNameType.PASSWORD_VERIFIER, List.of(), parameters, session);
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
    if (attempt.flow() == Attempt.Flow.CHOICE) {
      requireSession(answer, attempt);
    }
    Person person = people.of(answer.pool(), attempt);
    SrpProofs.Checked checked = checked(answer.pool(), person);
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

  /// In a choice-based sign-in the `Session` travels beside the block and must be of the same
  /// state.
  private void requireSession(Answer answer, Attempt attempt) {
    String session = answer.session().orElseThrow(() -> Opening.missing("Session"));
    Attempt beside = sessions.require(session, answer.client(), Challenge.PasswordVerifier.class);
    if (!beside.id().equals(attempt.id())) {
      throw SessionErrors.invalid();
    }
  }

  private SrpProofs.Checked checked(Pool pool, Person person) {
    Optional<Person.Known> known = person.known();
    Optional<Credential> credential = known.flatMap(Person.Known::credential);
    if (known.isPresent() && credential.isPresent()) {
      return switch (credential.get()) {
        case Credential.SrpVerifier stored ->
            new SrpProofs.Checked(
                passwords.open(known.get().user().id(), stored),
                stored.poolPart(),
                stored.namePart());
      };
    }
    String name = known.map(found -> found.user().username()).orElse(person.typedName());
    String userId =
        known
            .map(found -> found.user().username())
            .orElseGet(() -> passwords.simulatedId(pool, person.typedName()));
    return new SrpProofs.Checked(passwords.simulated(pool, name), pool.id().part(), userId);
  }

  /// Whether `USERNAME` means the user of the challenge. Another name counts as a wrong password,
  /// so that the lock does not tell whose name it is.
  private boolean sameUser(
      Answer answer, Attempt attempt, Person person, SrpProofs.Checked checked) {
    String given = answer.require("USERNAME");
    return people.same(answer.pool(), attempt, person, given) || given.equals(checked.name());
  }
}
