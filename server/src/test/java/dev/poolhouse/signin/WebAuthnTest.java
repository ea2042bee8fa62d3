package dev.poolhouse.signin;

import static dev.poolhouse.signin.PasskeyPlayer.sign;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.passkey.PasskeyFixture;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.PasskeyAlgorithm;
import dev.poolhouse.testkit.SoftwareAuthenticator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `WEB_AUTHN`: a passkey signs in where a password would, once per challenge, and only its owner.
/// What exactly is checked of a signature stands in `PasskeyAssertionsTest`.
@EachServer
final class WebAuthnTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Refusal INCORRECT = Refusal.notAuthorized("Incorrect username or password.");
  private static final Refusal INVALID = Refusal.notAuthorized("Invalid session for the user.");

  private final TestServer server;
  private final PasskeyFixture pool;
  private final PasskeyPlayer app;

  WebAuthnTest(TestServer server) {
    this.server = server;
    this.pool = PasskeyFixture.create(server);
    this.app = new PasskeyPlayer(server, pool);
  }

  @ParameterizedTest
  @EnumSource(PasskeyAlgorithm.class)
  void passkeyOfEachAlgorithmSignsIn(PasskeyAlgorithm algorithm) {
    String name = "user-" + algorithm;
    SoftwareAuthenticator authenticator = platform().signingWith(algorithm);
    String id = register(name, authenticator);

    InitiateAuthResponse asked = app.begin(name);

    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.WEB_AUTHN);
    JsonNode options = JSON.readTree(asked.challengeParameters().get("CREDENTIAL_REQUEST_OPTIONS"));
    assertThat(options.get("allowCredentials"))
        .isEqualTo(JSON.readTree("[{\"id\":\"" + id + "\",\"type\":\"public-key\"}]"));
    RespondToAuthChallengeResponse signedIn =
        app.answer(name, asked.session(), sign(authenticator, asked));
    assertThat(signedIn.challengeName()).isNull();
    assertThat(claims(signedIn).get("cognito:username").asString()).isEqualTo(name);
    assertThat(app.signIn(name, authenticator).authenticationResult()).isNotNull();
  }

  @Test
  void tokenTellsTheKindOfPasskeyWhereALevelIsAskedFor() {
    assertThat(methods("fixed", platform())).isEqualTo(JSON.readTree("[\"swk\"]"));
    assertThat(methods("roamer", SoftwareAuthenticator.roaming(PasskeyFixture.ORIGIN)))
        .isEqualTo(JSON.readTree("[\"hwk\"]"));
  }

  private JsonNode methods(String name, SoftwareAuthenticator authenticator) {
    register(name, authenticator);
    InitiateAuthResponse asked =
        app.begin(
            name,
            Map.of("PREFERRED_CHALLENGE", "WEB_AUTHN", "TARGET_ACR_VALUES", "urn:cognito:loa:3"));
    return claims(app.answer(name, asked.session(), sign(authenticator, asked))).get("amr");
  }

  @Test
  void passkeyIsChosenAmongTheOffers() {
    SoftwareAuthenticator authenticator = platform();
    register("chooser", authenticator);
    InitiateAuthResponse choice = app.begin("chooser", Map.of());
    assertThat(choice.availableChallengesAsStrings())
        .containsExactlyInAnyOrder("PASSWORD", "PASSWORD_SRP", "WEB_AUTHN");

    RespondToAuthChallengeResponse asked =
        server
            .sdk()
            .respondToAuthChallenge(
                respond ->
                    respond
                        .clientId(pool.clientId())
                        .challengeName(ChallengeNameType.SELECT_CHALLENGE)
                        .session(choice.session())
                        .challengeResponses(Map.of("USERNAME", "chooser", "ANSWER", "WEB_AUTHN")));
    String credential =
        authenticator.get(
            Objects.requireNonNull(asked.challengeParameters().get("CREDENTIAL_REQUEST_OPTIONS")));

    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.WEB_AUTHN);
    assertThat(app.answer("chooser", asked.session(), credential).authenticationResult())
        .isNotNull();
  }

  @Test
  void userWithoutPasskeyIsOfferedTheRest() {
    pool.newUser("without");

    assertThat(app.begin("without").availableChallengesAsStrings())
        .containsExactlyInAnyOrder("PASSWORD", "PASSWORD_SRP");
  }

  @Test
  void passkeysOfAFormerDomainAreNotOffered() {
    PasskeyFixture moved = PasskeyFixture.create(server);
    moved.register(moved.newUser("mover"), platform());
    moved.configure(settings -> settings.relyingPartyId("app.example.com"));

    assertThat(new PasskeyPlayer(server, moved).begin("mover").challengeName())
        .isEqualTo(ChallengeNameType.SELECT_CHALLENGE);
  }

  /// A change to an answer that must leave the session good.
  private record Case(String name, UnaryOperator<String> credential) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> changes() {
    return Stream.of(
        new Case("no JSON", _ -> "x"),
        new Case("an empty object", _ -> "{}"),
        new Case("deeply nested JSON", _ -> "[".repeat(5_000)),
        new Case("another signature", text -> changed(text, "signature")),
        new Case("other authenticator data", text -> changed(text, "authenticatorData")),
        new Case("other client data", text -> changed(text, "clientDataJSON")),
        new Case("another user handle", text -> changed(text, "userHandle")),
        new Case("another type", text -> text.replace("public-key", "password")),
        new Case(
            "an unknown passkey", text -> text.replace(id(text), "B" + id(text).substring(1))));
  }

  private static String id(String credential) {
    return JSON.readTree(credential).get("id").asString();
  }

  private static String changed(String credential, String member) {
    String value = JSON.readTree(credential).get("response").get(member).asString();
    byte[] bytes = Base64.getUrlDecoder().decode(value);
    bytes[bytes.length - 1] ^= 1;
    return credential.replace(value, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void changedAnswerIsRefusedAndLeavesTheSessionGood(Case given) {
    String name = "changed-" + given.name().replace(' ', '-');
    SoftwareAuthenticator authenticator = platform();
    register(name, authenticator);
    InitiateAuthResponse asked = app.begin(name);
    String credential = sign(authenticator, asked);

    assertThat(app.refusal(name, asked.session(), given.credential().apply(credential)))
        .isEqualTo(INCORRECT);
    assertThat(app.answer(name, asked.session(), credential).authenticationResult()).isNotNull();
  }

  @Test
  void answerIsTakenOnce() {
    SoftwareAuthenticator authenticator = platform().withoutCounter();
    register("once", authenticator);
    InitiateAuthResponse asked = app.begin("once");
    String credential = sign(authenticator, asked);
    app.answer("once", asked.session(), credential);

    assertThat(app.refusal("once", asked.session(), credential))
        .isEqualTo(
            Refusal.notAuthorized("Invalid session for the user, session can only be used once."));
    assertThat(app.refusal("once", app.begin("once").session(), credential)).isEqualTo(INCORRECT);
  }

  @Test
  void oneOfManyAnswersWins() throws Exception {
    SoftwareAuthenticator authenticator = platform().withoutCounter();
    register("raced", authenticator);
    InitiateAuthResponse asked = app.begin("raced");
    String credential = sign(authenticator, asked);
    Callable<Boolean> call = () -> app.signsIn("raced", asked.session(), credential);

    assertThat(race(Collections.nCopies(8, call))).filteredOn(won -> won).hasSize(1);
  }

  @Test
  void sameCounterIsTakenOnceWhateverTheChallenge() throws Exception {
    SoftwareAuthenticator authenticator = platform();
    register("cloned", authenticator);
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      InitiateAuthResponse asked = app.begin("cloned");
      String credential = sign(authenticator.countingFrom(50), asked);
      calls.add(() -> app.signsIn("cloned", asked.session(), credential));
    }

    assertThat(race(calls)).filteredOn(won -> won).hasSize(1);
    InitiateAuthResponse asked = app.begin("cloned");
    assertThat(app.refusal("cloned", asked.session(), sign(authenticator.countingFrom(50), asked)))
        .isEqualTo(INCORRECT);
    assertThat(
            app.answer("cloned", asked.session(), sign(authenticator.countingFrom(51), asked))
                .authenticationResult())
        .isNotNull();
  }

  @Test
  void sessionExpires() {
    SoftwareAuthenticator authenticator = platform();
    register("late", authenticator);
    InitiateAuthResponse asked = app.begin("late");
    String credential = sign(authenticator, asked);
    server.clock().advance(Duration.ofMinutes(3));

    assertThat(app.refusal("late", asked.session(), credential))
        .isEqualTo(Refusal.notAuthorized("Invalid session for the user, session is expired."));
  }

  @Test
  void sessionBelongsToItsUserClientPoolAndChallenge() {
    SoftwareAuthenticator authenticator = platform();
    register("owner", authenticator);
    pool.newUser("stranger");
    PasskeyFixture otherPool = PasskeyFixture.create(server);
    InitiateAuthResponse asked = app.begin("owner");
    String credential = sign(authenticator, asked);
    Map<String, String> responses = Map.of("USERNAME", "owner", "CREDENTIAL", credential);

    assertThat(app.refusal("stranger", asked.session(), credential)).isEqualTo(INVALID);
    assertThat(Refusal.of(() -> app.answer(pool.client(), asked.session(), responses)))
        .isEqualTo(INVALID);
    assertThat(Refusal.of(() -> app.answer(otherPool.clientId(), asked.session(), responses)))
        .isEqualTo(INVALID);
    assertThat(app.refusal("owner", app.begin("owner", Map.of()).session(), credential))
        .isEqualTo(INVALID);
    assertThat(app.answer("owner", asked.session(), credential).authenticationResult()).isNotNull();
  }

  @Test
  void passkeyOfAnotherUserIsRefused() {
    SoftwareAuthenticator own = platform();
    register("victim", own);
    SoftwareAuthenticator foreign = platform();
    register("attacker", foreign);
    InitiateAuthResponse asked = app.begin("victim");
    String options =
        Objects.requireNonNull(asked.challengeParameters().get("CREDENTIAL_REQUEST_OPTIONS"))
            .replaceAll("\"allowCredentials\":\\[[^]]*]", "\"allowCredentials\":[]");

    assertThat(app.refusal("victim", asked.session(), foreign.get(options))).isEqualTo(INCORRECT);
  }

  @Test
  void answerMustCarryTheCredential() {
    register("empty", platform());
    String session = app.begin("empty").session();

    assertThat(Refusal.of(() -> app.answer(pool.clientId(), session, Map.of("USERNAME", "empty"))))
        .isEqualTo(Refusal.invalidParameter("Missing required parameter CREDENTIAL"));
  }

  @Test
  void passkeyDeletedMeanwhileIsRefused() {
    SoftwareAuthenticator authenticator = platform();
    String token = pool.newUser("deleter");
    String id = pool.register(token, authenticator);
    InitiateAuthResponse asked = app.begin("deleter");
    String credential = sign(authenticator, asked);
    server.sdk().deleteWebAuthnCredential(delete -> delete.accessToken(token).credentialId(id));

    assertThat(app.refusal("deleter", asked.session(), credential)).isEqualTo(INCORRECT);
  }

  @Test
  void disabledUserIsRefused() {
    SoftwareAuthenticator authenticator = platform();
    register("disabled", authenticator);
    InitiateAuthResponse asked = app.begin("disabled");
    String credential = sign(authenticator, asked);
    server
        .sdk()
        .adminDisableUser(user -> user.userPoolId(pool.pool().poolId()).username("disabled"));

    assertThat(app.refusal("disabled", asked.session(), credential))
        .isEqualTo(Refusal.notAuthorized("User is disabled."));
  }

  @Test
  void deletedUserIsRefused() {
    SoftwareAuthenticator authenticator = platform();
    register("deleted", authenticator);
    InitiateAuthResponse asked = app.begin("deleted");
    String credential = sign(authenticator, asked);
    server.sdk().adminDeleteUser(user -> user.userPoolId(pool.pool().poolId()).username("deleted"));

    assertThat(app.refusal("deleted", asked.session(), credential))
        .isEqualTo(new Refusal("UserNotFoundException", "User does not exist."));
  }

  @Test
  void userWhoMustResetThePasswordIsRefused() {
    SoftwareAuthenticator authenticator = platform();
    pool.pool().confirmedUser("resetter", "email", "r@example.com", "email_verified", "true");
    pool.register(pool.token("resetter", pool.clientId()), authenticator);
    InitiateAuthResponse asked = app.begin("resetter");
    String credential = sign(authenticator, asked);
    server
        .sdk()
        .adminResetUserPassword(user -> user.userPoolId(pool.pool().poolId()).username("resetter"));

    assertThat(app.refusal("resetter", asked.session(), credential)).isEqualTo(INCORRECT);
  }

  private String register(String name, SoftwareAuthenticator authenticator) {
    return pool.register(pool.newUser(name), authenticator);
  }

  private static SoftwareAuthenticator platform() {
    return SoftwareAuthenticator.platform(PasskeyFixture.ORIGIN);
  }

  private static List<Boolean> race(List<Callable<Boolean>> calls) throws Exception {
    List<Boolean> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> each : threads.invokeAll(calls)) {
        results.add(each.get());
      }
    }
    return results;
  }

  private static JsonNode claims(RespondToAuthChallengeResponse signedIn) {
    String payload = signedIn.authenticationResult().idToken().split("\\.", -1)[1];
    return JSON.readTree(
        new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
  }
}
