package dev.poolhouse.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.testkit.PasskeyAlgorithm;
import dev.poolhouse.testkit.SoftwareAuthenticator;
import dev.poolhouse.user.MfaPreference;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.JsonDocuments;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserVerificationType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an authenticator signed is believed when every part fits, and only then. The software
/// authenticator of the test kit plays the other side; it shares no code with the library that
/// checks.
final class PasskeyAssertionsTest {
  private static final String ORIGIN = "https://app.example.com";
  private static final RelyingParty PARTY =
      new RelyingParty("example.com", UserVerificationType.PREFERRED);
  private static final RelyingParty STRICT =
      new RelyingParty("example.com", UserVerificationType.REQUIRED);
  private static final byte[] CHALLENGE = new byte[PasskeyAssertions.CHALLENGE_BYTES];
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final User ANN = user("ann");
  private static final JsonMapper JSON = new JsonMapper();

  private final PasskeyAssertions assertions = new PasskeyAssertions(new SecureRandom());
  private final RegistrationCheck check = new RegistrationCheck(new WebAuthn());

  @Test
  void optionsAreWhatBrowsersUnderstand() {
    assertThat(assertions.options(PARTY, List.of("AQID", "BAUG"), CHALLENGE))
        .isEqualTo(
            """
            {"hints":[],"attestation":"none","attestationFormats":[],\
            "challenge":"AAAAAAAAAAAAAAAAAAAAAA","timeout":180000,"rpId":"example.com",\
            "allowCredentials":[{"id":"AQID","type":"public-key"},\
            {"id":"BAUG","type":"public-key"}],"userVerification":"preferred"}\
            """);
  }

  @ParameterizedTest
  @EnumSource(PasskeyAlgorithm.class)
  void eachAlgorithmIsChecked(PasskeyAlgorithm algorithm) {
    SoftwareAuthenticator authenticator =
        SoftwareAuthenticator.roaming(ORIGIN).signingWith(algorithm).countingFrom(7);
    Passkey passkey = registered(authenticator);

    assertThat(verify(PARTY, passkey, authenticator.get(options(passkey))))
        .hasValue(new PasskeyUse(ANN.id(), passkey.credentialId(), 8, false, true, true));
  }

  @Test
  void registrationTellsWhatTheAuthenticatorIs() {
    Passkey passkey =
        registered(
            SoftwareAuthenticator.roaming(ORIGIN)
                .model(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"))
                .verifiesUser(false)
                .backsUp(true, true)
                .countingFrom(41));

    assertThat(passkey.aaguid()).isEqualTo("00112233-4455-6677-8899-aabbccddeeff");
    assertThat(passkey.signCount()).isEqualTo(41);
    assertThat(passkey.userVerified()).isFalse();
    assertThat(passkey.backupEligible()).isTrue();
    assertThat(passkey.backedUp()).isTrue();
    assertThat(passkey.transports()).containsExactly("nfc", "usb");
    assertThat(passkey.roams()).isTrue();
    assertThat(passkey.attestation()).isEmpty();
    assertThat(registered(SoftwareAuthenticator.platform(ORIGIN).attests()).attestation())
        .isNotEmpty();
  }

  @Test
  void userVerificationIsTold() {
    SoftwareAuthenticator authenticator =
        SoftwareAuthenticator.platform(ORIGIN).verifiesUser(false);
    Passkey passkey = registered(authenticator);

    assertThat(verify(PARTY, passkey, authenticator.get(options(passkey))))
        .get()
        .returns(false, PasskeyUse::userVerified);
    assertThat(verify(STRICT, passkey, authenticator.get(options(passkey)))).isEmpty();
  }

  @Test
  void counterMustRiseUnlessThereIsNone() {
    SoftwareAuthenticator authenticator = SoftwareAuthenticator.platform(ORIGIN).countingFrom(5);
    Passkey passkey = registered(authenticator);
    assertThat(verify(PARTY, passkey, authenticator.countingFrom(5).get(options(passkey))))
        .isEmpty();
    assertThat(verify(PARTY, passkey, authenticator.countingFrom(6).get(options(passkey))))
        .isPresent();

    SoftwareAuthenticator silent = SoftwareAuthenticator.platform(ORIGIN).withoutCounter();
    Passkey uncounted = registered(silent);
    assertThat(verify(PARTY, uncounted, silent.get(options(uncounted)))).isPresent();
  }

  /// A change to one part of an answer.
  private record Case(
      String name, UnaryOperator<SoftwareAuthenticator> bent, UnaryOperator<String> credential) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> changes() {
    return Stream.of(
        bent("another challenge", "\"challenge\":\"A", "\"challenge\":\"B"),
        bent("a registration's answer", "webauthn.get", "webauthn.create"),
        bent("another page", ORIGIN, "https://example.org"),
        bent("a page in a foreign frame", "false", "true"),
        bent("no JSON", "{", "["),
        data("another relying party", 3, 1),
        data("nobody present", 32, 0x01),
        data("fit for backup all of a sudden", 32, 0x08),
        new Case(
            "authenticator data cut short",
            it -> it.bendAuthenticatorData(bytes -> Arrays.copyOf(bytes, 36)),
            UnaryOperator.identity()),
        text("another signature", "\"signature\":\"M", "\"signature\":\"N"),
        text("no signature", "\"signature\"", "\"sign\""),
        text("another type", "public-key", "password"),
        text("another id", "\"id\":\"", "\"id\":\"AAAA"),
        text("another raw id", "\"rawId\":\"", "\"rawId\":\"AAAA"),
        text("another user", "\"userHandle\":\"", "\"userHandle\":\"AAAA"),
        text("a user that is no Base64", "\"userHandle\":\"", "\"userHandle\":\"!"),
        text("no object", "{\"id\"", "[{\"id\""),
        text("something after it", "}}", "}}{}"),
        text("a text that is too long", "{\"id\"", " ".repeat(17_000) + "{\"id\""));
  }

  private static Case bent(String name, String from, String to) {
    return new Case(
        name, it -> it.bendClientData(text -> replaced(text, from, to)), UnaryOperator.identity());
  }

  private static Case data(String name, int offset, int bits) {
    return new Case(
        name,
        it ->
            it.bendAuthenticatorData(
                bytes -> {
                  bytes[offset] ^= (byte) bits;
                  return bytes;
                }),
        UnaryOperator.identity());
  }

  private static Case text(String name, String from, String to) {
    return new Case(name, UnaryOperator.identity(), text -> replaced(text, from, to));
  }

  private static String replaced(String text, String from, String to) {
    assertThat(text).contains(from);
    return text.replace(from, to);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void whatWasChangedIsNotBelieved(Case given) {
    SoftwareAuthenticator authenticator = SoftwareAuthenticator.platform(ORIGIN);
    Passkey passkey = registered(authenticator);

    String credential = given.bent().apply(authenticator).get(options(passkey));

    assertThat(verify(PARTY, passkey, given.credential().apply(credential))).isEmpty();
  }

  @Test
  void anotherUsersPasskeyIsNotBelieved() {
    SoftwareAuthenticator own = SoftwareAuthenticator.platform(ORIGIN);
    Passkey passkey = registered(own);
    SoftwareAuthenticator other = SoftwareAuthenticator.platform(ORIGIN);
    Passkey foreign = registered(other);
    String credential =
        other.get(options(foreign)).replace(foreign.credentialId(), passkey.credentialId());

    assertThat(verify(PARTY, passkey, credential)).isEmpty();
    assertThat(assertions.verify(PARTY, user("bob"), passkey, CHALLENGE, own.get(options(passkey))))
        .isEmpty();
  }

  @Test
  void passkeysOfAFormerRelyingPartyAreNotBelieved() {
    SoftwareAuthenticator authenticator = SoftwareAuthenticator.platform(ORIGIN);
    Passkey passkey = registered(authenticator);
    RelyingParty now = new RelyingParty("app.example.com", UserVerificationType.PREFERRED);

    assertThat(verify(now, passkey, authenticator.get(options(passkey)))).isEmpty();
  }

  /// Damages answers at random: nothing but a verdict may come of it. What is left of a
  /// registration can be right only if its key and id are as they were: they are signed, their
  /// wrapping is not.
  @ParameterizedTest
  @EnumSource(PasskeyAlgorithm.class)
  void damagedBytesEndInARefusal(PasskeyAlgorithm algorithm) {
    Random random = new Random(algorithm.number());
    SoftwareAuthenticator authenticator =
        SoftwareAuthenticator.platform(ORIGIN).signingWith(algorithm).attests();
    String made = authenticator.create(creation());
    Passkey passkey = passkey(made);
    String signed = authenticator.get(options(passkey));
    for (int i = 0; i < 300; i++) {
      String badlyMade = damaged(random, made, "attestationObject", "clientDataJSON");
      if (!badlyMade.equals(made)) {
        assertRefusedOrSame(passkey, badlyMade);
      }
      String badlySigned =
          damaged(random, signed, "authenticatorData", "clientDataJSON", "signature");
      if (!badlySigned.equals(signed)) {
        assertThat(verify(PARTY, passkey, badlySigned)).as(badlySigned).isEmpty();
      }
    }
  }

  private void assertRefusedOrSame(Passkey same, String credential) {
    Passkey believed;
    try {
      believed = passkey(credential);
    } catch (ApiException refused) {
      return;
    }
    assertThat(believed.credentialId()).as(credential).isEqualTo(same.credentialId());
    assertThat(believed.publicKey()).as(credential).isEqualTo(same.publicKey());
  }

  private static String damaged(Random random, String credential, String... members) {
    JsonNode response = JSON.readTree(credential).get("response");
    String member = response.get(members[random.nextInt(members.length)]).asString();
    byte[] bytes = Base64.getUrlDecoder().decode(member);
    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    byte[] kept =
        random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    return credential.replace(member, Base64.getUrlEncoder().withoutPadding().encodeToString(kept));
  }

  private Passkey registered(SoftwareAuthenticator authenticator) {
    return passkey(authenticator.create(creation()));
  }

  private Passkey passkey(String credential) {
    RegistrationResponse response =
        JsonDocuments.readObject(credential)
            .flatMap(RegistrationResponse::read)
            .orElseThrow(RegistrationCheck::malformed);
    return check.passkey(PARTY, CHALLENGE, response, ANN.id(), NOW);
  }

  private static String creation() {
    return JsonDocuments.write(PasskeyDocuments.creation(PARTY, ANN, List.of(), CHALLENGE));
  }

  private String options(Passkey passkey) {
    return assertions.options(PARTY, List.of(passkey.credentialId()), CHALLENGE);
  }

  private Optional<PasskeyUse> verify(RelyingParty party, Passkey passkey, String credential) {
    return assertions.verify(party, ANN, passkey, CHALLENGE, credential);
  }

  private static User user(String name) {
    return new User(
        new UserId(name),
        new PoolKey("pool"),
        "sub-" + name,
        name,
        UserStatusType.CONFIRMED,
        true,
        Map.of(),
        Map.of(),
        Instant.EPOCH,
        MfaPreference.NONE,
        NOW,
        NOW,
        1);
  }
}
