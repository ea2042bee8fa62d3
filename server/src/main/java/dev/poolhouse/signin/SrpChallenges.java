package dev.poolhouse.signin;

import dev.poolhouse.crypto.Srp;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.Passwords;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;

/// The server's half of a password's proof: asks `PASSWORD_VERIFIER` (sign-in reference §2).
/// Someone unknown, or without a password, gets values that look the same, derived from pool and
/// name. May be shared.
final class SrpChallenges {
  private final Passwords passwords;
  private final Sessions sessions;
  private final SecureRandom random;

  SrpChallenges(Passwords passwords, Sessions sessions, SecureRandom random) {
    this.passwords = passwords;
    this.sessions = sessions;
    this.random = random;
  }

  /// Asks in `USER_SRP_AUTH`, where the answer carries no `Session`.
  ///
  /// @param a the client's public value
  Outcome ask(Opening opening, Person person, BigInteger a) {
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
                Opening.deviceKey(opening.parameters()),
                Optional.empty(),
                Optional.empty()));
    return challenged(asked, attempt, Optional.empty());
  }

  /// Asks in a choice-based sign-in, with a `Session` that the proof must bring along.
  Outcome ask(ChoiceCall call, BigInteger a) {
    Asked asked = asked(call.pool(), call.person(), a);
    Attempt attempt =
        sessions.attempt(call.pool(), call.client(), call.person(), call.asking(asked.challenge()));
    return challenged(asked, attempt, Optional.of(sessions.session(attempt)));
  }

  /// Asks in a custom sign-in, with a `Session` likewise.
  Outcome ask(Progress progress, BigInteger a) {
    Asked asked = asked(progress.pool(), progress.person(), a);
    Attempt attempt = sessions.next(progress, asked.challenge());
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

  /// What a proof is checked against.
  SrpProofs.Checked checked(Pool pool, Person person) {
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
}
