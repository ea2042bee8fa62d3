package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SrpClient;
import dev.poolhouse.user.MfaFactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/// Proves `DEVICE_PASSWORD_VERIFIER`: the right proof gives tokens once, with a session or without
/// one; a proof with one thing changed has exactly one answer and spends nothing.
@EachServer
final class DevicePasswordVerifierTest {
  private static final Refusal INCORRECT = Refusal.notAuthorized("Incorrect username or password.");
  private static final Refusal INVALID = Refusal.notAuthorized("Invalid session for the user.");
  private static final Refusal USED =
      Refusal.notAuthorized("Invalid session for the user, session can only be used once.");
  private static final Refusal MISSING = Refusal.notFound("Device does not exist.");

  private final TestServer server;
  private final TrackedUsers users;

  DevicePasswordVerifierTest(TestServer server) {
    this.server = server;
    this.users = new TrackedUsers(server);
  }

  /// A device that has been asked for its proof.
  private record Asked(TrustedDevice device, RespondToAuthChallengeResponse challenge) {
    static Asked of(TrustedDevice device) {
      return new Asked(device, device.begin(device.signIn().session()));
    }

    Map<String, String> proof() {
      return device.proof(challenge);
    }

    RespondToAuthChallengeResponse prove(Map<String, String> responses) {
      return device.prove(challenge.session(), responses);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rightProofSignsInOnce(boolean withSession) {
    Asked asked = Asked.of(users.device());
    Map<String, String> proof = asked.proof();
    @Nullable String session = withSession ? asked.challenge().session() : null;
    RespondToAuthChallengeResponse answer = asked.device().prove(session, proof);
    assertThat(answer.authenticationResult().accessToken()).isNotEmpty();
    assertThat(answer.authenticationResult().newDeviceMetadata()).isNull();
    assertThat(answer.challengeParameters()).isEmpty();
    assertThat(answer.session()).isNull();
    assertThat(Refusal.of(() -> asked.device().prove(session, proof))).isEqualTo(USED);
    assertThat(Refusal.of(() -> asked.prove(asked.proof()))).isEqualTo(USED);
  }

  @Test
  void oneOfManyProofsSignsIn() throws InterruptedException, ExecutionException {
    Asked asked = Asked.of(users.device());
    Map<String, String> proof = asked.proof();
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      calls.add(() -> signsIn(asked, proof));
    }
    List<Boolean> signedIn = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> result : threads.invokeAll(calls)) {
        signedIn.add(result.get());
      }
    }
    assertThat(signedIn).filteredOn(first -> first).hasSize(1);
  }

  private static boolean signsIn(Asked asked, Map<String, String> proof) {
    try {
      return asked.prove(proof).authenticationResult() != null;
    } catch (NotAuthorizedException _) {
      return false;
    }
  }

  private record Case(
      String name,
      BiFunction<Asked, Map<String, String>, Map<String, String>> bend,
      Refusal told) {}

  private static Case put(String name, String key, String value, Refusal told) {
    return new Case(name, (_, sent) -> TrustedDevice.with(sent, key, value), told);
  }

  private static Case drop(String key) {
    return new Case(
        "no " + key,
        (_, sent) -> TrustedDevice.without(sent, key),
        Refusal.invalidParameter("Missing required parameter " + key));
  }

  static Stream<Case> bent() {
    String noKey = "us-east-1_00000000-0000-0000-0000-000000000000";
    return Stream.of(
        drop("USERNAME"),
        drop("DEVICE_KEY"),
        drop("PASSWORD_CLAIM_SIGNATURE"),
        drop("PASSWORD_CLAIM_SECRET_BLOCK"),
        drop("TIMESTAMP"),
        put("another user", "USERNAME", "nobody", INVALID),
        put("unknown device", "DEVICE_KEY", noKey, MISSING),
        put("another signature", "PASSWORD_CLAIM_SIGNATURE", "A".repeat(43) + "=", INCORRECT),
        put("no signature at all", "PASSWORD_CLAIM_SIGNATURE", "nonsense", INCORRECT),
        put("another time", "TIMESTAMP", "Sun Nov 1 09:05:07 UTC 2026", INCORRECT),
        put("no time", "TIMESTAMP", "now", INCORRECT),
        put("block is no Base64", "PASSWORD_CLAIM_SECRET_BLOCK", "%", INCORRECT),
        put("block is nonsense", "PASSWORD_CLAIM_SECRET_BLOCK", "AAAA", INCORRECT),
        put("block is huge", "PASSWORD_CLAIM_SECRET_BLOCK", "A".repeat(10_000), INCORRECT),
        new Case(
            "one letter of the block changed",
            (_, sent) ->
                TrustedDevice.with(
                    sent,
                    "PASSWORD_CLAIM_SECRET_BLOCK",
                    changed(sent.getOrDefault("PASSWORD_CLAIM_SECRET_BLOCK", ""))),
            INCORRECT),
        new Case(
            "another secret",
            (asked, _) ->
                asked
                    .device()
                    .srp()
                    .devicePasswordVerifier(
                        asked.device().groupKey(),
                        "another secret",
                        asked.challenge().challengeParameters(),
                        asked.device().server().clock().instant()),
            INCORRECT),
        new Case(
            "another group",
            (asked, _) ->
                asked
                    .device()
                    .srp()
                    .devicePasswordVerifier(
                        "-00000000",
                        asked.device().secret(),
                        asked.challenge().challengeParameters(),
                        asked.device().server().clock().instant()),
            INCORRECT),
        new Case(
            "made an hour ago",
            (asked, _) ->
                asked
                    .device()
                    .srp()
                    .devicePasswordVerifier(
                        asked.device().groupKey(),
                        asked.device().secret(),
                        asked.challenge().challengeParameters(),
                        asked.device().server().clock().instant().minus(Duration.ofHours(1))),
            INCORRECT));
  }

  private static String changed(String block) {
    char letter = block.charAt(50);
    return block.substring(0, 50) + (letter == 'A' ? 'B' : 'A') + block.substring(51);
  }

  @TestFactory
  Stream<DynamicTest> bentProofIsRefusedAndSpendsNothing() {
    TrustedDevice device = users.device();
    return bent()
        .map(given -> DynamicTest.dynamicTest(given.name(), () -> bentProof(device, given)));
  }

  private static void bentProof(TrustedDevice device, Case given) {
    Asked asked = Asked.of(device);
    Map<String, String> bent = given.bend().apply(asked, asked.proof());
    assertThat(Refusal.of(() -> asked.prove(bent))).isEqualTo(given.told());
    assertThat(asked.prove(asked.proof()).authenticationResult()).isNotNull();
  }

  @Test
  void sessionThatComesAlongMustBeOfTheSameState() {
    TrustedDevice device = users.device();
    String first = device.signIn().session();
    RespondToAuthChallengeResponse challenge = device.begin(first);
    RespondToAuthChallengeResponse later = device.begin(device.signIn().session());
    for (String session : new String[] {first, later.session(), "x".repeat(100)}) {
      assertThat(Refusal.of(() -> device.prove(session, device.proof(challenge))))
          .isEqualTo(INVALID);
    }
    assertThat(device.prove(null, device.proof(challenge)).authenticationResult()).isNotNull();
    assertThat(device.prove(later.session(), device.proof(later)).authenticationResult())
        .isNotNull();
  }

  @Test
  void proofIsGoodForItsClientPoolDeviceAndChallengeAlone() {
    Asked asked = Asked.of(users.device());
    Map<String, String> proof = asked.proof();
    String sibling = users.pool().client(_ -> {}).clientId();
    String stranger = PoolFixture.create(server).clientId();
    ChallengeNameType last = ChallengeNameType.DEVICE_PASSWORD_VERIFIER;
    for (String client : new String[] {sibling, stranger}) {
      assertThat(Refusal.of(() -> asked.device().answer(client, last, null, proof)))
          .isEqualTo(INCORRECT);
    }
    assertThat(
            Refusal.of(
                () ->
                    asked
                        .device()
                        .answer(
                            users.pool().clientId(),
                            ChallengeNameType.PASSWORD_VERIFIER,
                            null,
                            proof)))
        .isEqualTo(INCORRECT);
    TrustedDevice other = users.device();
    Map<String, String> foreign =
        TrustedDevice.with(
            TrustedDevice.with(proof, "USERNAME", other.name()), "DEVICE_KEY", other.key());
    assertThat(Refusal.of(() -> asked.prove(foreign))).isEqualTo(INVALID);
    assertThat(asked.prove(proof).authenticationResult()).isNotNull();
  }

  @Test
  void passwordsBlockProvesNoDevice() {
    TrustedDevice device = users.device();
    SrpClient srp = device.srp();
    Map<String, String> challenge =
        server
            .sdk()
            .initiateAuth(
                auth ->
                    auth.clientId(users.pool().clientId())
                        .authFlow("USER_SRP_AUTH")
                        .authParameters(
                            Map.of(
                                "USERNAME", device.name(),
                                "SRP_A", srp.srpA(),
                                "DEVICE_KEY", device.key())))
            .challengeParameters();
    Map<String, String> responses =
        srp.devicePasswordVerifier(
            device.groupKey(),
            device.secret(),
            TrustedDevice.with(challenge, "DEVICE_KEY", device.key()),
            server.clock().instant());
    assertThat(Refusal.of(() -> device.prove(null, responses))).isEqualTo(INCORRECT);
  }

  @Test
  void timeRunsOut() {
    Asked asked = Asked.of(users.device());
    server.clock().advance(Duration.ofMinutes(3));
    Refusal expired = Refusal.notAuthorized("Invalid session for the user, session is expired.");
    assertThat(Refusal.of(() -> asked.prove(asked.proof()))).isEqualTo(expired);
    assertThat(Refusal.of(() -> asked.device().prove(null, asked.proof()))).isEqualTo(expired);
  }

  @Test
  void deviceMustStillBeRememberedWhenItProvesItself() {
    Asked asked = Asked.of(users.device());
    status(asked.device(), "not_remembered");
    assertThat(Refusal.of(() -> asked.prove(asked.proof()))).isEqualTo(MISSING);
    status(asked.device(), "remembered");
    server
        .sdk()
        .adminForgetDevice(
            forget ->
                forget
                    .userPoolId(users.pool().poolId())
                    .username(asked.device().name())
                    .deviceKey(asked.device().key()));
    assertThat(Refusal.of(() -> asked.prove(asked.proof()))).isEqualTo(MISSING);
  }

  @Test
  void poolMustStillLetDevicesStandIn() {
    TrackedUsers own = new TrackedUsers(server);
    Asked asked = Asked.of(own.device());
    server
        .sdk()
        .updateUserPool(
            update ->
                update
                    .userPoolId(own.pool().poolId())
                    .deviceConfiguration(devices -> devices.challengeRequiredOnNewDevice(false)));
    assertThat(Refusal.of(() -> asked.prove(asked.proof()))).isEqualTo(MISSING);
  }

  @Test
  void userMustStillBeInOrder() {
    String poolId = users.pool().poolId();
    Asked disabled = Asked.of(users.device());
    server
        .sdk()
        .adminDisableUser(user -> user.userPoolId(poolId).username(disabled.device().name()));
    assertThat(Refusal.of(() -> disabled.prove(disabled.proof())))
        .isEqualTo(Refusal.notAuthorized("User is disabled."));
    Asked deleted = Asked.of(users.device());
    server.sdk().adminDeleteUser(user -> user.userPoolId(poolId).username(deleted.device().name()));
    assertThat(Refusal.of(() -> deleted.prove(deleted.proof())))
        .isEqualTo(new Refusal("UserNotFoundException", "User does not exist."));
    Asked changed = Asked.of(users.device());
    server.clock().advance(Duration.ofSeconds(1));
    server
        .sdk()
        .adminSetUserPassword(
            set ->
                set.userPoolId(poolId)
                    .username(changed.device().name())
                    .password("Another-Horse-8")
                    .permanent(true));
    assertThat(Refusal.of(() -> changed.prove(changed.proof()))).isEqualTo(INVALID);
  }

  @Test
  void wrongProofsAreBoundedAndDoNotLockTheUser() {
    TrustedDevice device = users.device();
    Asked asked = Asked.of(device);
    Map<String, String> wrong =
        TrustedDevice.with(asked.proof(), "PASSWORD_CLAIM_SIGNATURE", "A".repeat(43) + "=");
    for (int i = 0; i < 20; i++) {
      assertThat(Refusal.of(() -> asked.prove(wrong))).isEqualTo(INCORRECT);
      if (i % 5 == 4) {
        server.clock().advance(Duration.ofSeconds(1)); // below the limit of requests per second
      }
    }
    assertThat(Refusal.of(() -> asked.prove(asked.proof()))).isEqualTo(INVALID);
    assertThat(device.signIn().challengeName()).isEqualTo(ChallengeNameType.DEVICE_SRP_AUTH);
  }

  @Test
  void wrongProofDoesNotTakeTheDeviceAway() {
    String name = users.user();
    TrustedDevice device = users.deviceOf(name);
    users.factors().prefer(name, MfaFactor.EMAIL_OTP);
    Asked asked = Asked.of(device);
    Map<String, String> wrong =
        TrustedDevice.with(asked.proof(), "PASSWORD_CLAIM_SIGNATURE", "A".repeat(43) + "=");
    assertThat(Refusal.of(() -> asked.prove(wrong))).isEqualTo(INCORRECT);
    Asked again = Asked.of(device);
    assertThat(again.prove(again.proof()).authenticationResult()).isNotNull();
  }

  private void status(TrustedDevice device, String status) {
    server
        .sdk()
        .adminUpdateDeviceStatus(
            update ->
                update
                    .userPoolId(users.pool().poolId())
                    .username(device.name())
                    .deviceKey(device.key())
                    .deviceRememberedStatus(status));
  }
}
