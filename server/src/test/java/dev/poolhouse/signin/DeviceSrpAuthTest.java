package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SecretHash;
import dev.poolhouse.user.MfaFactor;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// Proves `DEVICE_SRP_AUTH`: with a session or without one, once, only after a first factor of the
/// same user through the same client, and only for the device that was asked.
@EachServer
final class DeviceSrpAuthTest {
  private static final Refusal INVALID = Refusal.notAuthorized("Invalid session for the user.");
  private static final Refusal USED =
      Refusal.notAuthorized("Invalid session for the user, session can only be used once.");
  private static final Refusal EXPIRED =
      Refusal.notAuthorized("Invalid session for the user, session is expired.");
  private static final Refusal MISSING = Refusal.notFound("Device does not exist.");

  private final TestServer server;
  private final TrackedUsers users;

  DeviceSrpAuthTest(TestServer server) {
    this.server = server;
    this.users = new TrackedUsers(server);
  }

  @Test
  void asksForTheProof() {
    TrustedDevice device = users.device();
    InitiateAuthResponse asked = device.signIn();
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.DEVICE_SRP_AUTH);
    assertThat(asked.challengeParameters()).isEmpty();
    RespondToAuthChallengeResponse answer = device.begin(asked.session());
    assertThat(answer.challengeName()).isEqualTo(ChallengeNameType.DEVICE_PASSWORD_VERIFIER);
    assertThat(answer.session().length()).isBetween(20, 2048);
    Map<String, String> parameters = answer.challengeParameters();
    assertThat(parameters)
        .containsOnlyKeys("SALT", "SRP_B", "SECRET_BLOCK", "DEVICE_KEY", "USERNAME")
        .containsEntry("DEVICE_KEY", device.key())
        .containsEntry("USERNAME", device.name());
    assertThat(parameters.get("SALT")).matches("[0-9a-f]+");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void answerIsTakenOnce(boolean withSession) {
    TrustedDevice device = users.device();
    String session = device.signIn().session();
    @Nullable String sent = withSession ? session : null;
    device.begin(sent);
    assertThat(Refusal.of(() -> device.begin(sent))).isEqualTo(withSession ? USED : INVALID);
    assertThat(Refusal.of(() -> device.begin(withSession ? null : session)))
        .isEqualTo(withSession ? INVALID : USED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneOfManyAnswersIsTaken(boolean withSession)
      throws InterruptedException, ExecutionException {
    TrustedDevice device = users.device();
    String session = device.signIn().session();
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      boolean sent = withSession || i % 2 == 0;
      calls.add(() -> begins(device, sent ? session : null));
    }
    List<Boolean> taken = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> result : threads.invokeAll(calls)) {
        taken.add(result.get());
      }
    }
    assertThat(taken).filteredOn(first -> first).hasSize(1);
  }

  private static boolean begins(TrustedDevice device, @Nullable String session) {
    try {
      device.begin(session);
      return true;
    } catch (NotAuthorizedException _) {
      return false;
    }
  }

  @Test
  void knownSecretWithoutAFirstFactorProvesNothing() {
    TrustedDevice device = users.device();
    assertThat(Refusal.of(() -> device.begin(null))).isEqualTo(INVALID);
    TrustedDevice passwordless = users.deviceOf(users.user());
    assertThat(passwordless.signIn().authenticationResult()).isNotNull();
    assertThat(Refusal.of(() -> passwordless.begin(null))).isEqualTo(INVALID);
  }

  @Test
  void newestSignInIsTheOneThatWaits() {
    TrustedDevice device = users.device();
    String first = device.signIn().session();
    String second = device.signIn().session();
    device.begin(null);
    assertThat(Refusal.of(() -> device.begin(second))).isEqualTo(USED);
    assertThat(device.begin(first).challengeName())
        .isEqualTo(ChallengeNameType.DEVICE_PASSWORD_VERIFIER);
  }

  @Test
  void waitingEnds() {
    TrustedDevice device = users.device();
    String session = device.signIn().session();
    server.clock().advance(Duration.ofMinutes(3));
    assertThat(Refusal.of(() -> device.begin(session))).isEqualTo(EXPIRED);
    assertThat(Refusal.of(() -> device.begin(null)))
        .isIn(EXPIRED, INVALID); // the row may have been swept already
  }

  private record Case(String name, UnaryOperator<Map<String, String>> bend, Refusal refusal) {}

  static Stream<Case> bent() {
    String noKey = "us-east-1_00000000-0000-0000-0000-000000000000";
    String n = new BigInteger("2").pow(3072).toString(16);
    Refusal badA = Refusal.invalidParameter("Invalid SRP_A value.");
    return Stream.of(
        new Case(
            "no USERNAME",
            sent -> TrustedDevice.without(sent, "USERNAME"),
            Refusal.invalidParameter("Missing required parameter USERNAME")),
        new Case(
            "no DEVICE_KEY",
            sent -> TrustedDevice.without(sent, "DEVICE_KEY"),
            Refusal.invalidParameter("Missing required parameter DEVICE_KEY")),
        new Case(
            "no SRP_A",
            sent -> TrustedDevice.without(sent, "SRP_A"),
            Refusal.invalidParameter("Missing required parameter SRP_A")),
        new Case("SRP_A of zero", sent -> TrustedDevice.with(sent, "SRP_A", "0"), badA),
        new Case("SRP_A is no number", sent -> TrustedDevice.with(sent, "SRP_A", "xyz"), badA),
        new Case("SRP_A too large", sent -> TrustedDevice.with(sent, "SRP_A", n), badA),
        new Case("unknown device", sent -> TrustedDevice.with(sent, "DEVICE_KEY", noKey), MISSING),
        new Case(
            "device key too long",
            sent -> TrustedDevice.with(sent, "DEVICE_KEY", noKey + "0".repeat(20)),
            Refusal.invalidParameter("Invalid device key given.")));
  }

  @TestFactory
  Stream<DynamicTest> bentAnswerIsRefusedAndSpendsNothing() {
    TrustedDevice device = users.device();
    return bent()
        .map(given -> DynamicTest.dynamicTest(given.name(), () -> bentAnswer(device, given)));
  }

  private static void bentAnswer(TrustedDevice device, Case given) {
    String session = device.signIn().session();
    for (String sent : new String[] {session, null}) {
      Map<String, String> responses = given.bend().apply(device.beginning());
      assertThat(Refusal.of(() -> device.begin(sent, responses))).isEqualTo(given.refusal());
    }
    assertThat(device.begin(null).challengeName())
        .isEqualTo(ChallengeNameType.DEVICE_PASSWORD_VERIFIER);
  }

  @Test
  void anotherDeviceOfTheUserCannotStandIn() {
    String name = users.user();
    TrustedDevice phone = users.deviceOf(name);
    TrustedDevice laptop = users.deviceOf(name);
    users.factors().prefer(name, MfaFactor.EMAIL_OTP);
    String session = phone.signIn().session();
    assertThat(Refusal.of(() -> phone.begin(session, laptop.beginning()))).isEqualTo(MISSING);
    assertThat(Refusal.of(() -> laptop.begin(null))).isEqualTo(INVALID);
  }

  @Test
  void sessionIsGoodForItsUserClientPoolAndChallengeAlone() {
    TrustedDevice device = users.device();
    TrustedDevice other = users.device();
    String session = device.signIn().session();
    assertThat(Refusal.of(() -> other.begin(session))).isEqualTo(INVALID);
    assertThat(
            Refusal.of(
                () ->
                    device.answer(
                        users.pool().client(_ -> {}).clientId(),
                        ChallengeNameType.DEVICE_SRP_AUTH,
                        session,
                        device.beginning())))
        .isEqualTo(INVALID);
    assertThat(
            Refusal.of(
                () ->
                    device.answer(
                        PoolFixture.create(server).clientId(),
                        ChallengeNameType.DEVICE_SRP_AUTH,
                        session,
                        device.beginning())))
        .isEqualTo(INVALID);
    assertThat(
            Refusal.of(
                () ->
                    device.answer(
                        users.pool().clientId(),
                        ChallengeNameType.EMAIL_OTP,
                        session,
                        Map.of("USERNAME", device.name(), "EMAIL_OTP_CODE", "123456"))))
        .isEqualTo(INVALID);
    String foreign = users.pool().client(_ -> {}).clientId();
    assertThat(
            Refusal.of(
                () ->
                    device.answer(
                        foreign, ChallengeNameType.DEVICE_SRP_AUTH, null, device.beginning())))
        .isEqualTo(INVALID);
    assertThat(device.begin(session).session()).isNotNull();
  }

  @Test
  void tamperedSessionIsRefused() {
    TrustedDevice device = users.device();
    String session = device.signIn().session();
    char last = session.charAt(100);
    String changed = session.substring(0, 100) + (last == 'A' ? 'B' : 'A') + session.substring(101);
    assertThat(Refusal.of(() -> device.begin(changed))).isEqualTo(INVALID);
    assertThat(Refusal.of(() -> device.begin("x".repeat(2048)))).isEqualTo(INVALID);
  }

  @Test
  void deviceMustStillBeRememberedWhenItAnswers() {
    TrustedDevice device = users.device();
    String session = device.signIn().session();
    status(device, "not_remembered");
    assertThat(Refusal.of(() -> device.begin(session))).isEqualTo(MISSING);
    assertThat(Refusal.of(() -> device.begin(null))).isEqualTo(MISSING);
    status(device, "remembered");
    assertThat(device.begin(session).session()).isNotNull();
  }

  @Test
  void forgottenDeviceDoesNotExist() {
    TrustedDevice device = users.device();
    String session = device.signIn().session();
    server
        .sdk()
        .adminForgetDevice(
            forget ->
                forget
                    .userPoolId(users.pool().poolId())
                    .username(device.name())
                    .deviceKey(device.key()));
    assertThat(Refusal.of(() -> device.begin(session))).isEqualTo(MISSING);
    assertThat(Refusal.of(() -> device.begin(null))).isEqualTo(MISSING);
  }

  @Test
  void disabledDeletedAndSignedOutUsersAreRefused() {
    String poolId = users.pool().poolId();
    TrustedDevice device = users.device();
    String session = device.signIn().session();
    server.sdk().adminDisableUser(user -> user.userPoolId(poolId).username(device.name()));
    Refusal disabled = Refusal.notAuthorized("User is disabled.");
    assertThat(Refusal.of(() -> device.begin(session))).isEqualTo(disabled);
    assertThat(Refusal.of(() -> device.begin(null))).isEqualTo(disabled);
    server.sdk().adminEnableUser(user -> user.userPoolId(poolId).username(device.name()));
    assertThat(Refusal.of(() -> device.begin(session))).isEqualTo(INVALID);
    server.sdk().adminDeleteUser(user -> user.userPoolId(poolId).username(device.name()));
    Refusal missing = new Refusal("UserNotFoundException", "User does not exist.");
    assertThat(Refusal.of(() -> device.begin(session))).isEqualTo(missing);
    assertThat(Refusal.of(() -> device.begin(null))).isEqualTo(missing);
  }

  @Test
  void unknownUserLooksLikeOneWithoutThatDevice() {
    String clientId =
        users.pool().client(client -> client.preventUserExistenceErrors("ENABLED")).clientId();
    TrustedDevice device = users.device();
    for (String name : new String[] {device.name(), "nobody"}) {
      Map<String, String> responses =
          TrustedDevice.with(
              TrustedDevice.with(device.beginning(), "USERNAME", name),
              "DEVICE_KEY",
              "us-east-1_00000000-0000-0000-0000-000000000000");
      assertThat(
              Refusal.of(
                  () ->
                      device.answer(clientId, ChallengeNameType.DEVICE_SRP_AUTH, null, responses)))
          .isEqualTo(MISSING);
    }
  }

  @Test
  void hashOfAConfidentialClientMayBeLeftOutButNotWrong() {
    UserPoolClientType client = users.pool().client(settings -> settings.generateSecret(true));
    TrustedDevice device = users.device();
    String hash = SecretHash.of(device.name(), client.clientId(), client.clientSecret());
    server
        .sdk()
        .initiateAuth(
            auth ->
                auth.clientId(client.clientId())
                    .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                    .authParameters(
                        Map.of(
                            "USERNAME",
                            device.name(),
                            "PASSWORD",
                            PoolFixture.PASSWORD,
                            "DEVICE_KEY",
                            device.key(),
                            "SECRET_HASH",
                            hash)));
    Map<String, String> wrong = TrustedDevice.with(device.beginning(), "SECRET_HASH", "wrong");
    assertThat(
            Refusal.of(
                () ->
                    device.answer(
                        client.clientId(), ChallengeNameType.DEVICE_SRP_AUTH, null, wrong)))
        .isEqualTo(
            Refusal.notAuthorized(
                "SecretHash does not match for the client: " + client.clientId()));
    RespondToAuthChallengeResponse challenge =
        device.answer(
            client.clientId(), ChallengeNameType.DEVICE_SRP_AUTH, null, device.beginning());
    Map<String, String> proof = device.proof(challenge);
    ChallengeNameType last = ChallengeNameType.DEVICE_PASSWORD_VERIFIER;
    assertThat(Refusal.of(() -> device.answer(client.clientId(), last, null, proof)))
        .isEqualTo(
            Refusal.notAuthorized(
                "Client "
                    + client.clientId()
                    + " is configured with secret but SECRET_HASH was not received"));
    assertThat(
            device
                .answer(
                    client.clientId(), last, null, TrustedDevice.with(proof, "SECRET_HASH", hash))
                .authenticationResult())
        .isNotNull();
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
