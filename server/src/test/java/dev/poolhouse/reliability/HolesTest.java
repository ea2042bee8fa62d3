package dev.poolhouse.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.crypto.SrpNumbers;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SrpClient;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;

/// Holes that other servers of this kind have had, each tried here: an unknown `AuthFlow` that
/// issues tokens, a proof that is not checked, `NEW_PASSWORD_REQUIRED` answered without its
/// challenge, sessions of another client, pool or user, refresh tokens that can be guessed or never
/// end, server errors under concurrent sign-ups. What is stored is looked at by
/// [StoredSecretsTest]; that a data file is never rewritten in place is SQLite's write-ahead log,
/// whose settings on the live connections the tests of the SQLite engine read.
@EachServer
final class HolesTest {
  private static final Refusal INCORRECT = Refusal.notAuthorized("Incorrect username or password.");
  private static final Refusal NO_SESSION = Refusal.notAuthorized("Invalid session for the user.");
  private static final Refusal NO_TOKEN = Refusal.notAuthorized("Invalid Refresh Token");
  private static final String NEW_PASSWORD = "Another-Horse-8";

  private final TestServer server;
  private final PoolFixture pool;

  HolesTest(TestServer server) {
    this.server = server;
    this.pool = PoolFixture.create(server);
  }

  @TestFactory
  Stream<DynamicTest> unknownFlowIssuesNothing() {
    pool.confirmedUser("ann");
    return Stream.of(
            "", "PLAIN", "NONE", "PASSWORD", "user_password_auth", "USER_PASSWORD_AUTH ", "ADMIN")
        .flatMap(
            flow ->
                Stream.of("InitiateAuth", "AdminInitiateAuth")
                    .map(
                        operation ->
                            DynamicTest.dynamicTest(
                                operation + " '" + flow + "'",
                                () -> assertNoTokens(server.call(operation, request(flow))))));
  }

  @TestFactory
  Stream<DynamicTest> flowThatIsNotForThisCallIssuesNothing() {
    pool.confirmedUser("abe");
    return Stream.of(
            "ADMIN_NO_SRP_AUTH", "ADMIN_USER_PASSWORD_AUTH", "CUSTOM_AUTH", "USER_AUTH", "REFRESH")
        .map(
            flow ->
                DynamicTest.dynamicTest(
                    flow, () -> assertNoTokens(server.call("InitiateAuth", request(flow)))));
  }

  private String request(String flow) {
    return """
    {"UserPoolId":"%s","ClientId":"%s","AuthFlow":"%s",
     "AuthParameters":{"USERNAME":"ann","PASSWORD":"%s"}}
    """
        .formatted(pool.poolId(), pool.clientId(), flow, PoolFixture.PASSWORD);
  }

  private static void assertNoTokens(RawAnswer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().has("AuthenticationResult")).isFalse();
    assertThat(answer.body()).doesNotContain("eyJ");
  }

  @TestFactory
  Stream<DynamicTest> proofIsChecked() {
    pool.confirmedUser("bea");
    return Stream.of(
        bent("of no password", "", UnaryOperator.identity()),
        bent("of a wrong password", "Wrong-Password-1", UnaryOperator.identity()),
        bent("empty", PoolFixture.PASSWORD, all -> with(all, signature(new byte[0]))),
        bent("of zeros", PoolFixture.PASSWORD, all -> with(all, signature(new byte[32]))),
        bent("cut short", PoolFixture.PASSWORD, all -> with(all, cut(all))));
  }

  private DynamicTest bent(
      String name, String password, UnaryOperator<Map<String, String>> change) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          server.clock().advance(Duration.ofMinutes(31));
          Map<String, String> proof = change.apply(proof(pool, "bea", password));
          assertThat(Refusal.of(() -> Nodes.answerProof(server, pool.clientId(), proof)).type())
              .isIn("NotAuthorizedException", "InvalidParameterException");
        });
  }

  private static Map.Entry<String, String> signature(byte[] bytes) {
    return Map.entry("PASSWORD_CLAIM_SIGNATURE", Base64.getEncoder().encodeToString(bytes));
  }

  private static Map.Entry<String, String> cut(Map<String, String> proof) {
    String whole = proof.getOrDefault("PASSWORD_CLAIM_SIGNATURE", "");
    return Map.entry("PASSWORD_CLAIM_SIGNATURE", whole.substring(0, 4));
  }

  private static Map<String, String> with(
      Map<String, String> map, Map.Entry<String, String> entry) {
    Map<String, String> changed = new HashMap<>(map);
    changed.put(entry.getKey(), entry.getValue());
    return changed;
  }

  private Map<String, String> proof(PoolFixture where, String name, String password) {
    SrpClient srp = SrpClient.create(new SecureRandom());
    return srp.passwordVerifier(
        where.poolId(),
        password,
        beginSrp(where, name, srp.srpA()).challengeParameters(),
        Instant.now());
  }

  private InitiateAuthResponse beginSrp(PoolFixture where, String name, String srpA) {
    return Nodes.begin(
        server,
        where.clientId(),
        AuthFlowType.USER_SRP_AUTH,
        Map.of("USERNAME", name, "SRP_A", srpA));
  }

  @Test
  void publicValueThatMakesTheKeyKnownIsRefused() {
    pool.confirmedUser("bob");
    BigInteger n = SrpNumbers.modulus();
    for (BigInteger multiple : List.of(BigInteger.ZERO, n, n.shiftLeft(1), n.multiply(n))) {
      assertThat(Refusal.of(() -> beginSrp(pool, "bob", multiple.toString(16))).type())
          .isEqualTo("InvalidParameterException");
    }
  }

  @Test
  void oversizedPublicValueCostsNothing() {
    pool.confirmedUser("boris");
    assertThat(Refusal.of(() -> beginSrp(pool, "boris", "7".repeat(1_000_000))).type())
        .isEqualTo("InvalidParameterException");
  }

  @Test
  void ownProofDoesNotSignInAnother() {
    pool.confirmedUser("carol");
    pool.confirmedUser("mallory");
    Map<String, String> own = proof(pool, "mallory", PoolFixture.PASSWORD);
    Map<String, String> stolen = with(own, Map.entry("USERNAME", "carol"));
    assertThat(Refusal.of(() -> Nodes.answerProof(server, pool.clientId(), stolen)))
        .isEqualTo(INCORRECT);
  }

  @Test
  void secretBlockOfAnotherPoolIsRefused() {
    PoolFixture other = PoolFixture.create(server);
    pool.confirmedUser("dora");
    other.confirmedUser("dora");
    Map<String, String> elsewhere = proof(other, "dora", PoolFixture.PASSWORD);
    assertThat(Refusal.of(() -> Nodes.answerProof(server, pool.clientId(), elsewhere)))
        .isEqualTo(INCORRECT);
  }

  @Test
  void newPasswordNeedsItsOwnChallenge() {
    PoolFixture other = PoolFixture.create(server);
    pool.invitedUser("eve");
    other.invitedUser("eve");
    pool.confirmedUser("ed");
    String client = pool.clientId();
    String foreign = other.signIn("eve", PoolFixture.PASSWORD).session();
    String ofEve = pool.signIn("eve", PoolFixture.PASSWORD).session();
    String block =
        beginSrp(pool, "eve", SrpClient.create(new SecureRandom()).srpA())
            .challengeParameters()
            .get("SECRET_BLOCK");
    String blockAsSession =
        Base64.getUrlEncoder().withoutPadding().encodeToString(Base64.getDecoder().decode(block));
    for (String session : List.of(foreign, block, blockAsSession, "A".repeat(64))) {
      assertThat(
              Refusal.of(
                  () -> Nodes.answerNewPassword(server, client, session, "eve", NEW_PASSWORD)))
          .isEqualTo(NO_SESSION);
    }
    assertThat(Refusal.of(() -> Nodes.answerNewPassword(server, client, ofEve, "ed", NEW_PASSWORD)))
        .isEqualTo(NO_SESSION);
    RawAnswer without =
        server.call(
            "RespondToAuthChallenge",
            """
            {"ClientId":"%s","ChallengeName":"NEW_PASSWORD_REQUIRED",
             "ChallengeResponses":{"USERNAME":"eve","NEW_PASSWORD":"%s"}}
            """
                .formatted(client, NEW_PASSWORD));
    assertNoTokens(without);
    assertThat(pool.signIn("ed", PoolFixture.PASSWORD).authenticationResult()).isNotNull();
  }

  @Test
  void refreshTokenCannotBeGuessedOrBent() {
    pool.confirmedUser("fay");
    String token = pool.signIn("fay", PoolFixture.PASSWORD).authenticationResult().refreshToken();
    String[] parts = token.split("\\.", -1);
    for (int part = 0; part < parts.length; part++) {
      if (!parts[part].isEmpty()) {
        String bent = bentPart(parts, part);
        assertThat(Refusal.of(() -> refresh(pool.clientId(), bent)))
            .as("part %d", part)
            .isEqualTo(NO_TOKEN);
      }
    }
    String another = pool.signIn("fay", PoolFixture.PASSWORD).authenticationResult().refreshToken();
    assertThat(another.split("\\.", -1)[3]).isNotEqualTo(parts[3]);
  }

  private static String bentPart(String[] parts, int part) {
    String[] bent = parts.clone();
    int middle = bent[part].length() / 2;
    char other = bent[part].charAt(middle) == 'A' ? 'B' : 'A';
    bent[part] = bent[part].substring(0, middle) + other + bent[part].substring(middle + 1);
    return String.join(".", bent);
  }

  @Test
  void refreshTokenBelongsToItsClientAndPool() {
    pool.confirmedUser("gus");
    PoolFixture other = PoolFixture.create(server);
    String token = pool.signIn("gus", PoolFixture.PASSWORD).authenticationResult().refreshToken();
    String sibling = pool.client(client -> {}).clientId();
    for (String client : List.of(sibling, other.clientId())) {
      assertThat(Refusal.of(() -> refresh(client, token))).isEqualTo(NO_TOKEN);
    }
  }

  @Test
  void refreshTokenEnds() {
    pool.confirmedUser("hal");
    String token = pool.signIn("hal", PoolFixture.PASSWORD).authenticationResult().refreshToken();
    server.clock().advance(Duration.ofDays(30).minusMinutes(1));
    assertThat(refresh(pool.clientId(), token).authenticationResult()).isNotNull();
    server.clock().advance(Duration.ofMinutes(1));
    assertThat(Refusal.of(() -> refresh(pool.clientId(), token)))
        .isEqualTo(Refusal.notAuthorized("Refresh Token has expired"));
  }

  private InitiateAuthResponse refresh(String client, String token) {
    return Nodes.begin(
        server, client, AuthFlowType.REFRESH_TOKEN_AUTH, Map.of("REFRESH_TOKEN", token));
  }

  @Test
  void concurrentSignUpsAreAnsweredNotFailed() throws Exception {
    List<String> names = new ArrayList<>();
    IntStream.range(0, 60).forEach(i -> names.add(i % 3 == 0 ? "same" : "own" + i));
    List<Future<RawAnswer>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String name : names) {
        calls.add(threads.submit(() -> signUp(name)));
      }
    }
    int same = 0;
    for (int i = 0; i < names.size(); i++) {
      RawAnswer answer = calls.get(i).get();
      if (answer.status() == 200) {
        same += names.get(i).equals("same") ? 1 : 0;
      } else {
        assertThat(names.get(i)).isEqualTo("same");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorType()).isEqualTo("UsernameExistsException");
      }
    }
    assertThat(same).isEqualTo(1);
    assertThat(server.sdk().listUsers(list -> list.userPoolId(pool.poolId())).users()).hasSize(41);
  }

  private RawAnswer signUp(String name) {
    return server.call(
        "SignUp",
        """
        {"ClientId":"%s","Username":"%s","Password":"%s"}
        """
            .formatted(pool.clientId(), name, PoolFixture.PASSWORD));
  }
}
