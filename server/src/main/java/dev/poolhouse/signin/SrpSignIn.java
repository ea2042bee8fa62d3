package dev.poolhouse.signin;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.crypto.Srp;
import dev.poolhouse.crypto.SrpTimestamp;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.Passwords;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.SessionErrors;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;

/// `USER_SRP_AUTH`: the password is proven and never sent (sign-in reference §2). The state between
/// the two calls travels in `SECRET_BLOCK`. May be shared.
final class SrpSignIn {
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final People people;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Completion completion;
  private final SecureRandom random;
  private final List<InstantSource> clocks;

  /// @param clocks times that a client's `TIMESTAMP` may agree with
  SrpSignIn(
      People people,
      Passwords passwords,
      Sessions sessions,
      Completion completion,
      SecureRandom random,
      List<InstantSource> clocks) {
    this.people = people;
    this.passwords = passwords;
    this.sessions = sessions;
    this.completion = completion;
    this.random = random;
    this.clocks = List.copyOf(clocks);
  }

  /// The verifier that a person is checked against, with the names it was made with.
  private record Checked(Srp.Verifier verifier, String poolPart, String userId) {}

  /// Answers with the server's half of the exchange. Someone unknown, or without a password, gets
  /// values that look the same, derived from pool and name.
  Outcome begin(Opening opening) {
    String name = opening.require("USERNAME");
    BigInteger a =
        Srp.parseA(opening.require("SRP_A"))
            .orElseThrow(() -> ApiException.invalidParameter("Invalid SRP_A value.")); // (unsure)
    Person person = people.find(opening.pool(), opening.client(), name);
    Checked checked = checked(opening.pool(), person);
    Srp.Challenge challenge = Srp.serverChallenge(checked.verifier(), random);
    Attempt attempt =
        sessions.attempt(
            opening.pool(),
            opening.client(),
            person,
            new Sessions.Asked(
                Attempt.Flow.SRP,
                Set.of(),
                Set.of(),
                new Challenge.PasswordVerifier(a, challenge.exponent(), challenge.publicValue()),
                Opening.deviceKey(opening.parameters())));
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("SALT", checked.verifier().saltHex());
    parameters.put("SECRET_BLOCK", Sessions.text(sessions.secretBlock(attempt)));
    parameters.put("SRP_B", challenge.hex());
    parameters.put("USERNAME", checked.userId());
    parameters.put("USER_ID_FOR_SRP", checked.userId());
    return new Outcome.Challenged(
        ChallengeNameType.PASSWORD_VERIFIER, List.of(), parameters, Optional.empty());
  }

  /// Checks the proof. Whatever is wrong with it — signature, block, time — has the same text.
  Outcome answer(Answer answer) {
    answer.require("USERNAME");
    String signature = answer.require("PASSWORD_CLAIM_SIGNATURE");
    String timestamp = answer.require("TIMESTAMP");
    byte[] block =
        Sessions.bytes(answer.require("PASSWORD_CLAIM_SECRET_BLOCK"))
            .orElseThrow(SrpSignIn::incorrect);
    Attempt attempt =
        sessions
            .ofSecretBlock(block)
            .filter(opened -> opened.clientId().equals(answer.client().id()))
            .filter(opened -> opened.poolKey().equals(answer.pool().key()))
            .orElseThrow(SrpSignIn::incorrect);
    if (!(attempt.challenge() instanceof Challenge.PasswordVerifier asked)) {
      throw incorrect();
    }
    Person person = people.of(answer.pool(), attempt);
    Checked checked = checked(answer.pool(), person);
    people.admit(answer.client(), person);
    boolean proven =
        proven(asked, checked, block, timestamp, signature)
            && sameUser(answer, attempt, person, checked);
    boolean possible = person.known().flatMap(Person.Known::credential).isPresent();
    if (!proven || !possible || !current(timestamp)) {
      throw people.failed(person);
    }
    if (sessions.expired(attempt)) {
      throw SessionErrors.expired();
    }
    return completion.proceed(Progress.of(answer, person, attempt, Factor.PASSWORD));
  }

  private Checked checked(Pool pool, Person person) {
    Optional<Person.Known> known = person.known();
    Optional<Credential> credential = known.flatMap(Person.Known::credential);
    if (known.isPresent() && credential.isPresent()) {
      return switch (credential.get()) {
        case Credential.SrpVerifier stored ->
            new Checked(
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
    return new Checked(passwords.simulated(pool, name), pool.id().part(), userId);
  }

  /// Whether `USERNAME` means the user of the challenge. Another name counts as a wrong password,
  /// so that the lock does not tell whose name it is.
  private boolean sameUser(Answer answer, Attempt attempt, Person person, Checked checked) {
    String given = answer.require("USERNAME");
    return people.same(answer.pool(), attempt, person, given) || given.equals(checked.userId());
  }

  private static boolean proven(
      Challenge.PasswordVerifier asked,
      Checked checked,
      byte[] block,
      String timestamp,
      String signature) {
    Secret key =
        Srp.sessionKey(
            asked.a(),
            new Srp.Challenge(asked.exponent(), asked.publicValue()),
            checked.verifier());
    String expected = Srp.signature(key, checked.poolPart(), checked.userId(), block, timestamp);
    return Srp.signatureMatches(expected, signature);
  }

  private boolean current(String timestamp) {
    Optional<Instant> given = SrpTimestamp.parse(timestamp);
    return given.isPresent()
        && clocks.stream()
            .anyMatch(
                clock -> Duration.between(given.get(), clock.instant()).abs().compareTo(SKEW) <= 0);
  }

  private static ApiException incorrect() {
    return ApiException.notAuthorized(People.INCORRECT);
  }
}
