package dev.poolhouse.signin;

import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.passkey.Passkey;
import dev.poolhouse.passkey.PasskeyAssertions;
import dev.poolhouse.passkey.PasskeyStore;
import dev.poolhouse.passkey.PasskeyUse;
import dev.poolhouse.passkey.RelyingParty;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.ApiException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// What passkeys do in a choice-based sign-in (sign-in reference §3.2, §8). May be shared.
///
/// Somebody who does not exist may seem to have a passkey, too: a quarter of the names do, always
/// the same ones. Its id is made up, and what is signed with it costs a check like any other.
final class PasskeySteps {
  private final Transactions transactions;
  private final PasskeyStore passkeys;
  private final PasskeyAssertions assertions;
  private final Sealer sealer;
  private final SecureRandom random;
  private final InstantSource clock;

  PasskeySteps(
      Transactions transactions,
      PasskeyStore passkeys,
      Sealer sealer,
      SecureRandom random,
      InstantSource clock) {
    this.transactions = transactions;
    this.passkeys = passkeys;
    this.assertions = new PasskeyAssertions(random);
    this.sealer = sealer;
    this.random = random;
    this.clock = clock;
  }

  /// Whether the person has a passkey for the pool's domain.
  boolean has(Pool pool, Person person) {
    return pool.policy().firstFactors().contains(AuthFactorType.WEB_AUTHN)
        && RelyingParty.find(pool).filter(party -> has(pool, person, party)).isPresent();
  }

  private boolean has(Pool pool, Person person, RelyingParty party) {
    boolean real = !ids(person, party).isEmpty();
    return person.known().isPresent() ? real : seems(pool, person);
  }

  /// Where a second factor is demanded and a passkey is none, users begin with the password.
  private boolean seems(Pool pool, Person person) {
    boolean possible =
        pool.mfaPolicy().mode() != UserPoolMfaType.ON || pool.mfaPolicy().passkeyCountsTwice();
    return possible && madeUp(person, "has passkey").charAt(0) <= 'P'; // 16 of 64 letters
  }

  private List<String> ids(Person person, RelyingParty party) {
    List<Passkey> found =
        transactions.read(
            "passkeys of user",
            tx -> passkeys.list(tx, new UserId(person.subject()), "", Passkey.MAX_OF_USER));
    return found.stream()
        .filter(passkey -> passkey.relyingPartyId().equals(party.id()))
        .map(Passkey::credentialId)
        .toList();
  }

  /// Has the form of an id of 32 bytes.
  private String madeUp(Person person, String what) {
    return sealer.stableMac(Purpose.UNKNOWN_NAME, what, person.subject());
  }

  /// What is asked.
  ///
  /// @param challenge to be remembered
  /// @param parameters for the client
  record Asked(Challenge.WebAuthn challenge, Map<String, String> parameters) {}

  /// Asks to sign with one of the person's passkeys. Where the last one was deleted a moment ago,
  /// the question is the one that somebody unknown gets.
  Asked ask(Pool pool, Person person) {
    RelyingParty party = RelyingParty.find(pool).orElseThrow(PasskeySteps::incorrect);
    byte[] challenge = new byte[PasskeyAssertions.CHALLENGE_BYTES];
    random.nextBytes(challenge);
    List<String> real = ids(person, party);
    List<String> ids = real.isEmpty() ? List.of(madeUp(person, "passkey")) : real;
    return new Asked(
        new Challenge.WebAuthn(Base64.getUrlEncoder().withoutPadding().encodeToString(challenge)),
        Map.of("CREDENTIAL_REQUEST_OPTIONS", assertions.options(party, ids, challenge)));
  }

  /// What a right answer proves.
  ///
  /// @param factors the passkey, and what is known of its holder
  /// @param change records its use; refuses when the counter has risen meanwhile
  record Proof(Set<Factor> factors, Recording.Change change) {}

  /// Checks what an authenticator answered; throws `Incorrect username or password.` (unsure) for
  /// whatever is wrong with it.
  Proof answer(ChoiceCall call, Challenge.WebAuthn asked) {
    String credential = call.require("CREDENTIAL");
    PasskeyUse use =
        RelyingParty.find(call.pool())
            .flatMap(party -> checked(call.person(), party, asked, credential))
            .orElseThrow(PasskeySteps::incorrect);
    Instant now = clock.instant();
    return new Proof(
        factors(use),
        (tx, user) -> {
          if (!passkeys.use(tx, use, now)) {
            throw incorrect();
          }
          return user;
        });
  }

  private Optional<PasskeyUse> checked(
      Person person, RelyingParty party, Challenge.WebAuthn asked, String credential) {
    byte[] challenge = Base64.getUrlDecoder().decode(asked.challenge());
    UserId id = new UserId(person.subject());
    Optional<Passkey> passkey =
        assertions
            .credentialId(credential)
            .flatMap(
                named -> transactions.read("find passkey", tx -> passkeys.find(tx, id, named)));
    Optional<User> user =
        person
            .known()
            .map(Person.Known::user)
            .filter(known -> known.status() == UserStatusType.CONFIRMED);
    if (user.isEmpty() || passkey.isEmpty()) {
      assertions.pretend(party, challenge, credential);
      return Optional.empty();
    }
    return assertions.verify(party, user.get(), passkey.get(), challenge, credential);
  }

  private static Set<Factor> factors(PasskeyUse use) {
    Set<Factor> factors = EnumSet.of(Factor.PASSKEY);
    if (use.userVerified()) {
      factors.add(Factor.VERIFIED_PASSKEY);
    }
    if (use.roams()) {
      factors.add(Factor.ROAMING_PASSKEY);
    }
    return factors;
  }

  private static ApiException incorrect() {
    return ApiException.notAuthorized(People.INCORRECT);
  }
}
