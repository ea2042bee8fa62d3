package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.TotpDevice;
import dev.poolhouse.user.MfaFactor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// `SOFTWARE_TOKEN_MFA`: when it is asked, and that each time step's code works once, across
/// setting up, signing in, sessions and nodes. That its sessions are used once is proven in
/// [SecondFactorSessionsTest].
@EachServer
final class SoftwareTokenMfaTest {
  private static final Refusal MISMATCH =
      new Refusal("CodeMismatchException", "Invalid code received for user");
  private static final Refusal USED =
      new Refusal("ExpiredCodeException", "Your software token has already been used once.");

  private final TestServer server;

  SoftwareTokenMfaTest(TestServer server) {
    this.server = server;
  }

  private static RespondToAuthChallengeResponse answer(
      SecondStep step, String session, String code) {
    return step.answer(
        ChallengeNameType.SOFTWARE_TOKEN_MFA, session, Map.of("SOFTWARE_TOKEN_MFA_CODE", code));
  }

  private static Map<String, String> asked(InitiateAuthResponse response) {
    assertThat(response.challengeName()).isEqualTo(ChallengeNameType.SOFTWARE_TOKEN_MFA);
    return response.challengeParameters();
  }

  @Test
  void asksByTheGeneratorsName() {
    SecondStep.Generator user = SecondStep.generator(server);
    SecondStep step = user.step();
    assertThat(asked(step.signIn())).isEqualTo(Map.of("USER_ID_FOR_SRP", SecondStep.NAME));
    String session = step.signIn().session();
    String token =
        answer(step, session, user.device().freshCode()).authenticationResult().accessToken();
    TotpDevice named = step.factors.device(step.factors.begin(token));
    server.clock().advance(Duration.ofMinutes(1));
    server
        .sdk()
        .verifySoftwareToken(
            verify ->
                verify.accessToken(token).userCode(named.code()).friendlyDeviceName("Ann's phone"));
    assertThat(asked(step.signIn()))
        .isEqualTo(
            Map.of("USER_ID_FOR_SRP", SecondStep.NAME, "FRIENDLY_DEVICE_NAME", "Ann's phone"));
  }

  @Test
  void codeIsNeeded() {
    SecondStep step = SecondStep.generator(server).step();
    String session = step.signIn().session();
    assertThat(
            Refusal.of(() -> step.answer(ChallengeNameType.SOFTWARE_TOKEN_MFA, session, Map.of())))
        .isEqualTo(Refusal.invalidParameter("Missing required parameter SOFTWARE_TOKEN_MFA_CODE"));
    assertThat(Refusal.of(() -> answer(step, session, "12345"))).isEqualTo(MISMATCH);
    assertThat(Refusal.of(() -> answer(step, session, "letters"))).isEqualTo(MISMATCH);
  }

  @Test
  void eachStepWorksOnceAndLeavesTheSessionGood() {
    SecondStep step = SecondStep.in(server, UserPoolMfaType.OPTIONAL, MfaFactor.values());
    String token = step.pool.accessToken(SecondStep.NAME);
    TotpDevice device = step.factors.device(step.factors.begin(token));
    Instant now = server.clock().instant();
    String first = device.code(now);
    String second = device.code(now.plusSeconds(30));
    server.sdk().verifySoftwareToken(verify -> verify.accessToken(token).userCode(first));
    step.factors.prefer(SecondStep.NAME, MfaFactor.SOFTWARE_TOKEN_MFA);

    String session = step.signIn().session();
    assertThat(Refusal.of(() -> answer(step, session, first))).as("set up").isEqualTo(USED);
    answer(step, session, second);
    String another = step.signIn().session();
    assertThat(Refusal.of(() -> answer(step, another, second))).as("signed in").isEqualTo(USED);
    assertThat(Refusal.of(() -> answer(step, another, first))).as("older").isEqualTo(USED);
    server.clock().advance(Duration.ofSeconds(30));
    answer(step, another, device.code(now.plusSeconds(60)));
  }

  @Test
  void oneOfTwoNodesTakesACode() {
    SecondStep.Generator user = SecondStep.generator(server);
    SecondStep step = user.step();
    List<String> sessions = List.of(step.signIn().session(), step.signIn().session());
    try (TestServer second = server.secondNode()) {
      second.clock().moveTo(server.clock().instant());
      List<CognitoIdentityProviderClient> nodes = List.of(server.sdk(), second.sdk());
      String code = user.device().freshCode();
      List<String> outcomes =
          Stream.of(0, 1)
              .parallel()
              .map(i -> outcome(nodes.get(i), step, sessions.get(i), code))
              .toList();
      assertThat(outcomes).containsExactlyInAnyOrder("tokens", USED.message());
    }
  }

  private static String outcome(
      CognitoIdentityProviderClient node, SecondStep step, String session, String code) {
    try {
      node.respondToAuthChallenge(
          answer ->
              answer
                  .clientId(step.pool.clientId())
                  .challengeName(ChallengeNameType.SOFTWARE_TOKEN_MFA)
                  .session(session)
                  .challengeResponses(
                      Map.of("USERNAME", SecondStep.NAME, "SOFTWARE_TOKEN_MFA_CODE", code)));
      return "tokens";
    } catch (CognitoIdentityProviderException e) {
      return e.awsErrorDetails().errorMessage();
    }
  }

  @Test
  void realClockServesAfterTheServersWasMoved() {
    SecondStep step = SecondStep.in(server, UserPoolMfaType.OPTIONAL, MfaFactor.values());
    String token = step.pool.accessToken(SecondStep.NAME);
    TotpDevice phone = TotpDevice.of(step.factors.begin(token));
    server.clock().advance(Duration.ofMinutes(5));
    server
        .sdk()
        .verifySoftwareToken(verify -> verify.accessToken(token).userCode(phone.freshCode()));
    step.factors.prefer(SecondStep.NAME, MfaFactor.SOFTWARE_TOKEN_MFA);
    answer(step, step.signIn().session(), phone.freshCode());
  }

  @Test
  void generatorBeingSetUpDoesNotServe() {
    SecondStep.Generator user = SecondStep.generator(server);
    SecondStep step = user.step();
    String token =
        answer(step, step.signIn().session(), user.device().freshCode())
            .authenticationResult()
            .accessToken();
    TotpDevice next = step.factors.device(step.factors.begin(token));
    server.clock().advance(Duration.ofMinutes(1));
    String session = step.signIn().session();
    assertThat(Refusal.of(() -> answer(step, session, next.code()))).isEqualTo(MISMATCH);
    answer(step, session, user.device().freshCode());
    server.clock().advance(Duration.ofMinutes(1));
    server.sdk().verifySoftwareToken(verify -> verify.accessToken(token).userCode(next.code()));
    server.clock().advance(Duration.ofMinutes(1));
    String after = step.signIn().session();
    assertThat(Refusal.of(() -> answer(step, after, user.device().freshCode())))
        .isEqualTo(MISMATCH);
    answer(step, after, next.code());
  }

  @Test
  void deletedGeneratorIsMissing() {
    SecondStep.Generator user = SecondStep.generator(server);
    SecondStep step = user.step();
    String session = step.signIn().session();
    server.call(
        "AdminDeleteSoftwareToken",
        "{\"UserPoolId\":\"%s\",\"Username\":\"ann\"}".formatted(step.pool.poolId()));
    assertThat(Refusal.of(() -> answer(step, session, user.device().freshCode())))
        .isEqualTo(
            new Refusal(
                "SoftwareTokenMFANotFoundException",
                "Software Token MFA does not exist for the user."));
    assertThat(step.signIn().authenticationResult()).isNotNull();
  }

  @Test
  void guessesAreBounded() {
    SecondStep.Generator user = SecondStep.generator(server);
    SecondStep step = user.step();
    String session = step.signIn().session();
    String code = user.device().freshCode();
    for (int i = 0; i < Guesses.PER_SESSION; i++) {
      assertThat(Refusal.of(() -> answer(step, session, SecondStep.wrong(code))))
          .isEqualTo(MISMATCH);
    }
    assertThat(Refusal.of(() -> answer(step, session, code)))
        .isEqualTo(Refusal.notAuthorized("Invalid session for the user."));
    answer(step, step.signIn().session(), code);
  }

  @Test
  void askedWhenThePoolOffersGeneratorsNoMore() {
    SecondStep step = SecondStep.generator(server).step();
    step.factors.offer(UserPoolMfaType.OPTIONAL, MfaFactor.EMAIL_OTP);
    asked(step.signIn());
    step.factors.offer(UserPoolMfaType.OFF);
    assertThat(step.signIn().authenticationResult()).isNotNull();
  }

  @Test
  void enrolledGeneratorIsAskedWhereThePoolDemandsAFactor() {
    SecondStep step = SecondStep.in(server, UserPoolMfaType.OPTIONAL, MfaFactor.values());
    TotpDevice device = step.factors.enrol(step.pool.accessToken(SecondStep.NAME));
    assertThat(step.signIn().authenticationResult()).as("optional").isNotNull();
    step.factors.offer(UserPoolMfaType.ON, MfaFactor.SOFTWARE_TOKEN_MFA, MfaFactor.EMAIL_OTP);
    InitiateAuthResponse demanded = step.signIn();
    asked(demanded);
    answer(step, demanded.session(), device.freshCode());
  }
}
