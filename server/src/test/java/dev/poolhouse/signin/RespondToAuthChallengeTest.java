package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SrpClient;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/// Proves `PASSWORD_VERIFIER` with a real client: the right proof signs in, and a proof with one
/// thing changed has exactly one answer; that what has been answered cannot be answered again; and
/// that unknown users look like known ones.
@EachServer
final class RespondToAuthChallengeTest {
  private static final Refusal INCORRECT = Refusal.notAuthorized("Incorrect username or password.");

  private final TestServer server;
  private final PoolFixture pool;

  RespondToAuthChallengeTest(TestServer server) {
    this.server = server;
    this.pool = PoolFixture.create(server);
  }

  private InitiateAuthResponse begin(String clientId, String name, String srpA) {
    return server
        .sdk()
        .initiateAuth(
            auth ->
                auth.clientId(clientId)
                    .authFlow(AuthFlowType.USER_SRP_AUTH)
                    .authParameters(
                        Map.of("USERNAME", name, "SRP_A", srpA, "CHALLENGE_NAME", "SRP_A")));
  }

  private RespondToAuthChallengeResponse answer(String clientId, Map<String, String> responses) {
    return server
        .sdk()
        .respondToAuthChallenge(
            respond ->
                respond
                    .clientId(clientId)
                    .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                    .challengeResponses(responses));
  }

  private Map<String, String> proof(String clientId, String name, String password, Instant now) {
    SrpClient srp = SrpClient.create(new SecureRandom());
    InitiateAuthResponse challenge = begin(clientId, name, srp.srpA());
    return srp.passwordVerifier(pool.poolId(), password, challenge.challengeParameters(), now);
  }

  private Map<String, String> proof(String name) {
    return proof(pool.clientId(), name, PoolFixture.PASSWORD, Instant.now());
  }

  @Test
  void rightProofSignsIn() {
    pool.confirmedUser("alice");
    RespondToAuthChallengeResponse answer = answer(pool.clientId(), proof("alice"));
    assertThat(answer.authenticationResult().idToken()).isNotEmpty();
    assertThat(answer.challengeParameters()).isEmpty();
    assertThat(answer.session()).isNull();
  }

  @Test
  void challengeCarriesWhatClientsNeedAndNoSession() {
    pool.confirmedUser("amy");
    InitiateAuthResponse challenge =
        begin(pool.clientId(), "amy", SrpClient.create(new SecureRandom()).srpA());
    assertThat(challenge.challengeName()).isEqualTo(ChallengeNameType.PASSWORD_VERIFIER);
    assertThat(challenge.session()).isNull();
    assertThat(challenge.challengeParameters().keySet())
        .containsExactlyInAnyOrder("SALT", "SRP_B", "SECRET_BLOCK", "USERNAME", "USER_ID_FOR_SRP");
    assertThat(challenge.challengeParameters().get("USER_ID_FOR_SRP")).isEqualTo("amy");
    assertThat(challenge.challengeParameters().get("SECRET_BLOCK")).hasSizeLessThanOrEqualTo(2048);
  }

  @TestFactory
  Stream<DynamicTest> oneThingChangedIsRefused() {
    pool.confirmedUser("bob");
    return Stream.of(
        tampered("signature", responses -> with(responses, "PASSWORD_CLAIM_SIGNATURE", "AAAA")),
        tampered(
            "secret block",
            responses ->
                with(
                    responses,
                    "PASSWORD_CLAIM_SECRET_BLOCK",
                    flipped(responses.getOrDefault("PASSWORD_CLAIM_SECRET_BLOCK", "")))),
        tampered(
            "secret block that is no Base64",
            responses -> with(responses, "PASSWORD_CLAIM_SECRET_BLOCK", "*")),
        tampered(
            "oversized secret block",
            responses -> with(responses, "PASSWORD_CLAIM_SECRET_BLOCK", "A".repeat(100_000))),
        tampered(
            "timestamp",
            responses ->
                with(
                    responses,
                    "TIMESTAMP",
                    SrpClient.timestamp(Instant.now().minus(Duration.ofSeconds(61))))),
        tampered(
            "timestamp with a padded day",
            responses -> with(responses, "TIMESTAMP", "Sun Nov 01 09:05:07 UTC 2026")),
        tampered("username", responses -> with(responses, "USERNAME", "mallory")));
  }

  private DynamicTest tampered(String name, UnaryOperator<Map<String, String>> change) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          server.clock().advance(Duration.ofMinutes(31));
          Map<String, String> proof = change.apply(proof("bob"));
          assertThat(Refusal.of(() -> answer(pool.clientId(), proof))).isEqualTo(INCORRECT);
        });
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    Map<String, String> changed = new HashMap<>(map);
    changed.put(key, value);
    return changed;
  }

  private static String flipped(String base64) {
    int middle = base64.length() / 2;
    char other = base64.charAt(middle) == 'A' ? 'B' : 'A';
    return base64.substring(0, middle) + other + base64.substring(middle + 1);
  }

  @Test
  void timestampMayBeMinutesOffButNotMore() {
    pool.confirmedUser("carol");
    Instant now = Instant.now();
    assertThat(
            answer(
                    pool.clientId(),
                    proof(
                        pool.clientId(),
                        "carol",
                        PoolFixture.PASSWORD,
                        now.minus(Duration.ofMinutes(4))))
                .authenticationResult())
        .isNotNull();
    Map<String, String> late =
        proof(pool.clientId(), "carol", PoolFixture.PASSWORD, now.minus(Duration.ofMinutes(6)));
    assertThat(Refusal.of(() -> answer(pool.clientId(), late))).isEqualTo(INCORRECT);
  }

  @Test
  void wrongPasswordIsRefused() {
    pool.confirmedUser("dave");
    Map<String, String> wrong = proof(pool.clientId(), "dave", "Wrong-Password-1", Instant.now());
    assertThat(Refusal.of(() -> answer(pool.clientId(), wrong))).isEqualTo(INCORRECT);
  }

  @Test
  void secretBlockAnswersOnce() {
    pool.confirmedUser("erin");
    Map<String, String> proof = proof("erin");
    answer(pool.clientId(), proof);
    assertThat(Refusal.of(() -> answer(pool.clientId(), proof)).type())
        .isEqualTo("NotAuthorizedException");
  }

  @Test
  void refusedAnswerLeavesTheSecretBlockGood() {
    pool.confirmedUser("fay");
    Map<String, String> proof = proof("fay");
    Map<String, String> wrong = with(proof, "PASSWORD_CLAIM_SIGNATURE", "AAAA");
    assertThat(Refusal.of(() -> answer(pool.clientId(), wrong))).isEqualTo(INCORRECT);
    assertThat(answer(pool.clientId(), proof).authenticationResult()).isNotNull();
  }

  @Test
  void secretBlockBelongsToItsClient() {
    pool.confirmedUser("gus");
    String other = pool.client(client -> {}).clientId();
    Map<String, String> proof = proof("gus");
    assertThat(Refusal.of(() -> answer(other, proof))).isEqualTo(INCORRECT);
  }

  @Test
  void secretBlockExpires() {
    pool.confirmedUser("hal");
    Map<String, String> proof = proof("hal");
    server.clock().advance(Duration.ofMinutes(3));
    assertThat(Refusal.of(() -> answer(pool.clientId(), proof)).message())
        .isEqualTo("Invalid session for the user, session is expired.");
  }

  @TestFactory
  Stream<DynamicTest> absurdPublicValuesAreRefused() {
    pool.confirmedUser("ivy");
    BigInteger n = new BigInteger(1, new byte[384]).setBit(3072); // larger than any public value
    return Stream.of("0", "zz", "-1", n.toString(16), "f".repeat(1_000_000), "00")
        .map(
            srpA ->
                DynamicTest.dynamicTest(
                    srpA.length() > 20 ? srpA.length() + " letters" : srpA,
                    () ->
                        assertThat(Refusal.of(() -> begin(pool.clientId(), "ivy", srpA)).type())
                            .isEqualTo("InvalidParameterException")));
  }

  @Test
  void unknownUserLooksLikeAKnownOne() {
    pool.confirmedUser("jack");
    String hiding =
        pool.client(
                client -> client.preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED))
            .clientId();
    String srpA = SrpClient.create(new SecureRandom()).srpA();
    Map<String, String> known = begin(hiding, "jack", srpA).challengeParameters();
    Map<String, String> unknown = begin(hiding, "nobody", srpA).challengeParameters();
    Map<String, String> again = begin(hiding, "nobody", srpA).challengeParameters();
    assertThat(unknown.keySet()).isEqualTo(known.keySet());
    assertThat(unknown.get("SECRET_BLOCK")).hasSameSizeAs(known.get("SECRET_BLOCK"));
    assertThat(again.get("SALT")).isEqualTo(unknown.get("SALT"));
    assertThat(again.get("USER_ID_FOR_SRP")).isEqualTo(unknown.get("USER_ID_FOR_SRP"));
    Map<String, String> proof = proof(hiding, "nobody", PoolFixture.PASSWORD, Instant.now());
    assertThat(Refusal.of(() -> answer(hiding, proof))).isEqualTo(INCORRECT);
  }

  @Test
  void statusIsToldWithTheProof() {
    pool.confirmedUser("kim", "email", "kim@example.com", "email_verified", "true");
    server.sdk().adminResetUserPassword(user -> user.userPoolId(pool.poolId()).username("kim"));
    Map<String, String> proof = proof("kim");
    assertThat(Refusal.of(() -> answer(pool.clientId(), proof)).type())
        .isEqualTo("PasswordResetRequiredException");
  }
}
