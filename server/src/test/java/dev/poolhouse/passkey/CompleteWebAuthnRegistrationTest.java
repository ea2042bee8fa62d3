package dev.poolhouse.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.PasskeyAlgorithm;
import dev.poolhouse.testkit.SoftwareAuthenticator;
import dev.poolhouse.wire.JsonDocuments;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserVerificationType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `CompleteWebAuthnRegistration` takes what authenticators of all kinds make, refuses each part
/// that was changed on the way, and uses a registration up once.
@EachServer
final class CompleteWebAuthnRegistrationTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String MALFORMED = "Credential is not a valid passkey registration.";
  private static final String UNSUPPORTED = "This kind of passkey is not supported.";
  private static final String NO_CHALLENGE =
      "There is no such passkey registration to complete, or it has expired.";
  private static final String OTHER_ORIGIN =
      "The passkey was made on a page outside the relying party's domain.";
  private static final String OTHER_PARTY =
      "The passkey was made for a relying party other than the user pool's.";

  private final TestServer server;
  private final PasskeyFixture pool;

  CompleteWebAuthnRegistrationTest(TestServer server) {
    this.server = server;
    this.pool = PasskeyFixture.create(server);
  }

  @ParameterizedTest
  @EnumSource(PasskeyAlgorithm.class)
  void takesEachAlgorithmWithAndWithoutAttestation(PasskeyAlgorithm algorithm) {
    String token = pool.newUser("user-" + UUID.randomUUID());

    pool.register(token, platform().signingWith(algorithm));
    pool.register(token, platform().signingWith(algorithm).attests());

    assertThat(pool.list(token)).hasSize(2);
  }

  /// A change to one part of an answer, and what comes of it.
  private record Case(
      String name,
      UnaryOperator<SoftwareAuthenticator> bent,
      UnaryOperator<String> credential,
      String type,
      String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> changes() {
    return Stream.of(
        clientData(
            "another challenge",
            "\"challenge\":\"",
            "\"challenge\":\"A",
            "WebAuthnChallengeNotFoundException",
            NO_CHALLENGE),
        clientData(
            "an answer to a sign-in",
            "webauthn.create",
            "webauthn.get",
            "InvalidParameterException",
            MALFORMED),
        clientData("no JSON", "{", "[", "InvalidParameterException", MALFORMED),
        clientData(
            "a page of another site in a frame",
            "\"crossOrigin\":false",
            "\"crossOrigin\":true",
            "WebAuthnOriginNotAllowedException",
            OTHER_ORIGIN),
        origin("http where https is needed", "http://app.example.com"),
        origin("another domain", "https://example.org"),
        origin("a domain that ends alike", "https://badexample.com"),
        origin("a user's name in the place of the host", "https://example.com@example.org"),
        origin("an Android app", "android:apk-key-hash:AAAA"),
        data("another relying party", 0, 1, "WebAuthnRelyingPartyMismatchException", OTHER_PARTY),
        data("nobody present", 32, 0x01, "WebAuthnCredentialNotSupportedException", UNSUPPORTED),
        data(
            "backed up but not fit for it",
            32,
            0x10,
            "WebAuthnCredentialNotSupportedException",
            UNSUPPORTED),
        data("no new credential", 32, 0x40, "InvalidParameterException", MALFORMED),
        data("another id inside", 60, 1, "InvalidParameterException", MALFORMED),
        credential("another id", "\"id\":\"", "\"id\":\"A", MALFORMED),
        credential("another raw id", "\"rawId\":\"", "\"rawId\":\"A", MALFORMED),
        credential("another type", "public-key", "password", MALFORMED),
        credential("no response", "\"response\"", "\"answer\"", MALFORMED),
        credential("no client data", "clientDataJSON", "clientData", MALFORMED),
        credential("no attestation", "attestationObject", "attestation", MALFORMED),
        credential(
            "an attestation that is no CBOR",
            "\"attestationObject\":\"",
            "\"attestationObject\":\"____",
            MALFORMED),
        credential(
            "an attestation that is too large",
            "\"attestationObject\":\"",
            "\"attestationObject\":\"" + "A".repeat(30_000),
            MALFORMED));
  }

  private static Case clientData(String name, String from, String to, String type, String message) {
    return new Case(
        name,
        authenticator -> authenticator.bendClientData(text -> replaced(text, from, to)),
        UnaryOperator.identity(),
        type,
        message);
  }

  private static Case origin(String name, String origin) {
    return new Case(
        name,
        authenticator -> authenticator.from(origin),
        UnaryOperator.identity(),
        "WebAuthnOriginNotAllowedException",
        OTHER_ORIGIN);
  }

  private static Case data(String name, int offset, int bits, String type, String message) {
    return new Case(
        name,
        authenticator ->
            authenticator.bendAuthenticatorData(
                bytes -> {
                  bytes[offset] ^= (byte) bits;
                  return bytes;
                }),
        UnaryOperator.identity(),
        type,
        message);
  }

  private static Case credential(String name, String from, String to, String message) {
    return new Case(
        name,
        UnaryOperator.identity(),
        text -> replaced(text, from, to),
        "InvalidParameterException",
        message);
  }

  private static String replaced(String text, String from, String to) {
    assertThat(text).contains(from);
    return text.replace(from, to);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void refusesWhatWasChanged(Case given) {
    String token = pool.newUser("user-" + UUID.randomUUID());
    SoftwareAuthenticator authenticator = given.bent().apply(platform());

    RawAnswer answer =
        pool.complete(token, given.credential().apply(authenticator.create(pool.start(token))));

    assertRefused(answer, given.type(), given.message());
    assertThat(pool.list(token)).isEmpty();
  }

  @Test
  void refusesASelfAttestationOfAnotherKey() {
    String token = pool.newUser("forged");
    String options = pool.start(token);
    String own = platform().attests().create(options);
    String other =
        platform()
            .attests()
            .bendClientData(text -> text.replace("false", "false ")) // signed over other bytes
            .create(options);
    String swapped =
        JSON.readTree(own)
            .toString()
            .replace(response(own, "clientDataJSON"), response(other, "clientDataJSON"));

    assertRefused(
        pool.complete(token, swapped), "WebAuthnCredentialNotSupportedException", UNSUPPORTED);
  }

  private static String response(String credential, String member) {
    return JSON.readTree(credential).get("response").get(member).asString();
  }

  @Test
  void refusesUnverifiedUsersWhereThePoolRequiresVerification() {
    PasskeyFixture strict =
        PasskeyFixture.create(
            server, settings -> settings.userVerification(UserVerificationType.REQUIRED));
    String token = strict.newUser("ann");
    String options = strict.start(token);

    assertRefused(
        strict.complete(token, platform().verifiesUser(false).create(options)),
        "WebAuthnCredentialNotSupportedException",
        UNSUPPORTED);
    assertThat(strict.complete(token, platform().create(options)).status()).isEqualTo(200);
  }

  @Test
  void localhostNeedsNoTls() {
    PasskeyFixture local =
        PasskeyFixture.create(server, settings -> settings.relyingPartyId("localhost"));
    String token = local.newUser("dev");

    local.register(token, SoftwareAuthenticator.platform("http://localhost:3000"));
    local.register(token, SoftwareAuthenticator.platform("https://localhost"));

    assertRefused(
        local.complete(
            token,
            SoftwareAuthenticator.platform("http://127.0.0.1:3000").create(local.start(token))),
        "WebAuthnOriginNotAllowedException",
        OTHER_ORIGIN);
  }

  @Test
  void registrationIsUsedOnce() {
    String token = pool.newUser("once");
    String credential = platform().create(pool.start(token));
    assertThat(pool.complete(token, credential).status()).isEqualTo(200);

    assertRefused(
        pool.complete(token, credential), "WebAuthnChallengeNotFoundException", NO_CHALLENGE);
  }

  @Test
  void aWrongAnswerLeavesTheRegistrationUsable() {
    String token = pool.newUser("twice");
    String options = pool.start(token);
    pool.complete(token, platform().from("https://evil.example").create(options));

    assertThat(pool.complete(token, platform().create(options)).status()).isEqualTo(200);
  }

  @Test
  void anOlderRegistrationIsReplacedByTheNewer() {
    String token = pool.newUser("newer");
    String older = platform().create(pool.start(token));
    String newer = platform().create(pool.start(token));

    assertRefused(pool.complete(token, older), "WebAuthnChallengeNotFoundException", NO_CHALLENGE);
    assertThat(pool.complete(token, newer).status()).isEqualTo(200);
  }

  @Test
  void registrationExpires() {
    String token = pool.newUser("late");
    String credential = platform().create(pool.start(token));
    server.clock().advance(Duration.ofMinutes(5));

    assertRefused(
        pool.complete(token, credential), "WebAuthnChallengeNotFoundException", NO_CHALLENGE);
  }

  @Test
  void registrationBelongsToItsUser() {
    String own = pool.newUser("own");
    String other = pool.newUser("other");
    String credential = platform().create(pool.start(own));
    pool.start(other);

    assertRefused(
        pool.complete(other, credential), "WebAuthnChallengeNotFoundException", NO_CHALLENGE);
  }

  @Test
  void registrationBelongsToItsClient() {
    String token = pool.newUser("moved");
    String credential = platform().create(pool.start(token));
    String elsewhere = pool.token("moved", pool.client());

    assertRefused(
        pool.complete(elsewhere, credential),
        "WebAuthnClientMismatchException",
        "The passkey registration was begun with another app client.");
    assertThat(pool.complete(token, credential).status()).isEqualTo(200);
  }

  @Test
  void aChangedRelyingPartyIsNoticed() {
    PasskeyFixture changing = PasskeyFixture.create(server);
    String token = changing.newUser("ann");
    String credential = platform().create(changing.start(token));
    changing.configure(settings -> settings.relyingPartyId("app.example.com"));

    assertRefused(
        changing.complete(token, credential), "WebAuthnRelyingPartyMismatchException", OTHER_PARTY);
  }

  @Test
  void passkeysSwitchedOffMeanwhileAreRefused() {
    PasskeyFixture closing = PasskeyFixture.create(server);
    String token = closing.newUser("ann");
    String credential = platform().create(closing.start(token));
    server
        .sdk()
        .updateUserPool(
            update ->
                update
                    .userPoolId(closing.pool().poolId())
                    .policies(
                        policies ->
                            policies.signInPolicy(
                                signIn ->
                                    signIn.allowedFirstAuthFactors(AuthFactorType.PASSWORD))));

    assertRefused(
        closing.complete(token, credential),
        "WebAuthnNotEnabledException",
        "Passkeys are not enabled for this user pool.");
  }

  @Test
  void oneOfManyAnswersWins() throws Exception {
    String token = pool.newUser("raced");
    String options = pool.start(token);
    List<String> credentials =
        IntStream.range(0, 8).mapToObj(_ -> platform().create(options)).toList();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> calls =
          credentials.stream()
              .<Callable<Integer>>map(credential -> () -> pool.complete(token, credential).status())
              .toList();
      int won = 0;
      for (Future<Integer> status : threads.invokeAll(calls)) {
        won += status.get() == 200 ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    }
    assertThat(pool.list(token)).hasSize(1);
  }

  @Test
  void documentsOfTheSdkTravelBothWays() {
    String token = pool.newUser("sdk");
    Document options =
        server
            .sdk()
            .startWebAuthnRegistration(start -> start.accessToken(token))
            .credentialCreationOptions();
    String json = JsonDocuments.write(options);
    Document credential = JsonDocuments.readObject(platform().create(json)).orElseThrow();
    server
        .sdk()
        .completeWebAuthnRegistration(
            complete -> complete.accessToken(token).credential(credential));

    assertThat(pool.list(token)).hasSize(1);
  }

  private static SoftwareAuthenticator platform() {
    return SoftwareAuthenticator.platform(PasskeyFixture.ORIGIN);
  }

  private static void assertRefused(RawAnswer answer, String type, String message) {
    JsonNode expected = JSON.createObjectNode().put("__type", type).put("message", message);
    assertThat(answer.json()).isEqualTo(expected);
    assertThat(answer.status()).isEqualTo(400);
  }
}
