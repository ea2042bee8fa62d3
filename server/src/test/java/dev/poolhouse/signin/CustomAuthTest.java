package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.FunctionEndpoint;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.TotpDevice;
import dev.poolhouse.user.MfaFactor;
import dev.poolhouse.wire.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Proves that the pool's functions lead a custom sign-in: what they are told in which order, with
/// and without a password, a second factor, a device, a new password, over many rounds.
@EachServer
final class CustomAuthTest {
  private static final String PASSWORD = PoolFixture.PASSWORD;

  private final TestServer server;

  CustomAuthTest(TestServer server) {
    this.server = server;
  }

  private static String user() {
    return "u" + UUID.randomUUID();
  }

  private List<Object> session(CustomPool custom, String which) {
    Object session =
        custom.server.functions().last(custom.function(which)).request().get("session");
    return List.copyOf((List<?>) session);
  }

  private static Map<String, Object> round(String name, boolean passed, Object metadata) {
    return Map.of("challengeName", name, "challengeResult", passed, "challengeMetadata", metadata);
  }

  @Test
  void riddleSignsIn() {
    CustomPool custom = CustomPool.of(server);
    String name = custom.pool.confirmedUser(user());
    InitiateAuthResponse asked = custom.begin(name);
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.CUSTOM_CHALLENGE);
    assertThat(asked.challengeParameters())
        .isEqualTo(Map.of("question", "6 x 7", "USERNAME", name));
    assertThat(session(custom, "define")).isEmpty();
    RespondToAuthChallengeResponse wrong = custom.riddle(name, asked.session(), "41");
    assertThat(wrong.challengeName()).isEqualTo(ChallengeNameType.CUSTOM_CHALLENGE);
    assertThat(session(custom, "create"))
        .containsExactly(round("CUSTOM_CHALLENGE", false, "RIDDLE"));
    AuthenticationResultType tokens =
        custom.riddle(name, wrong.session(), "42").authenticationResult();
    assertThat(tokens.refreshToken()).isNotEmpty();
    assertThat(session(custom, "define"))
        .containsExactly(
            round("CUSTOM_CHALLENGE", false, "RIDDLE"), round("CUSTOM_CHALLENGE", true, "RIDDLE"));
  }

  @Test
  void passwordCanComeFirst() {
    CustomPool custom = CustomPool.of(server);
    String name = custom.pool.confirmedUser(user());
    InitiateAuthResponse asked = custom.beginWithSrp(name);
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.PASSWORD_VERIFIER);
    assertThat(asked.session()).isNotEmpty();
    assertThat(session(custom, "define")).containsExactly(round("SRP_A", true, Json.NULL));
    RespondToAuthChallengeResponse riddle = custom.prove(asked, PASSWORD);
    assertThat(riddle.challengeName()).isEqualTo(ChallengeNameType.CUSTOM_CHALLENGE);
    assertThat(session(custom, "define"))
        .containsExactly(
            round("SRP_A", true, Json.NULL), round("PASSWORD_VERIFIER", true, Json.NULL));
    assertThat(custom.riddle(name, riddle.session(), "42").authenticationResult()).isNotNull();
  }

  @Test
  void secondFactorFollowsThePasswordAndFunctionsSeeIt() {
    CustomPool custom = CustomPool.of(server);
    String name = custom.pool.confirmedUser(user());
    SecondFactors factors =
        new SecondFactors(server, custom.pool)
            .offer(UserPoolMfaType.OPTIONAL, MfaFactor.SOFTWARE_TOKEN_MFA);
    TotpDevice device = factors.enrol(custom.pool.accessToken(name));
    factors.prefer(name, MfaFactor.SOFTWARE_TOKEN_MFA);
    RespondToAuthChallengeResponse code = custom.prove(custom.beginWithSrp(name), PASSWORD);
    assertThat(code.challengeName()).isEqualTo(ChallengeNameType.SOFTWARE_TOKEN_MFA);
    RespondToAuthChallengeResponse riddle =
        custom.answer(
            ChallengeNameType.SOFTWARE_TOKEN_MFA,
            code.session(),
            Map.of("USERNAME", name, "SOFTWARE_TOKEN_MFA_CODE", device.freshCode()));
    assertThat(riddle.challengeName()).isEqualTo(ChallengeNameType.CUSTOM_CHALLENGE);
    assertThat(session(custom, "define"))
        .containsExactly(
            round("SRP_A", true, Json.NULL),
            round("PASSWORD_VERIFIER", true, Json.NULL),
            round("SOFTWARE_TOKEN_MFA", true, Json.NULL));
    assertThat(custom.riddle(name, riddle.session(), "42").authenticationResult()).isNotNull();
  }

  @Test
  void secondFactorIsAskedAfterTheFunctionsWhereNoPasswordWas() {
    CustomPool custom = CustomPool.of(server);
    String name = custom.pool.confirmedUser(user());
    SecondFactors factors =
        new SecondFactors(server, custom.pool)
            .offer(UserPoolMfaType.OPTIONAL, MfaFactor.SOFTWARE_TOKEN_MFA);
    TotpDevice device = factors.enrol(custom.pool.accessToken(name));
    factors.prefer(name, MfaFactor.SOFTWARE_TOKEN_MFA);
    RespondToAuthChallengeResponse code = custom.riddle(name, custom.begin(name).session(), "42");
    assertThat(code.challengeName()).isEqualTo(ChallengeNameType.SOFTWARE_TOKEN_MFA);
    assertThat(
            custom
                .answer(
                    ChallengeNameType.SOFTWARE_TOKEN_MFA,
                    code.session(),
                    Map.of("USERNAME", name, "SOFTWARE_TOKEN_MFA_CODE", device.freshCode()))
                .authenticationResult())
        .isNotNull();
  }

  @Test
  void deviceComesLast() {
    CustomPool custom =
        CustomPool.of(
            server,
            false,
            pool ->
                pool.deviceConfiguration(devices -> devices.challengeRequiredOnNewDevice(true)));
    String name = custom.pool.confirmedUser(user());
    SecondFactors factors =
        new SecondFactors(server, custom.pool)
            .offer(UserPoolMfaType.OPTIONAL, MfaFactor.SOFTWARE_TOKEN_MFA);
    TrustedDevice device =
        TrustedDevice.confirm(
            server, custom.pool, name, custom.pool.signIn(name, PASSWORD).authenticationResult());
    factors.enrol(device.signIn().authenticationResult().accessToken());
    factors.prefer(name, MfaFactor.SOFTWARE_TOKEN_MFA);
    RespondToAuthChallengeResponse riddle =
        custom.prove(custom.beginWithSrp(name, "DEVICE_KEY", device.key()), PASSWORD);
    assertThat(riddle.challengeName()).isEqualTo(ChallengeNameType.CUSTOM_CHALLENGE);
    RespondToAuthChallengeResponse asked = custom.riddle(name, riddle.session(), "42");
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.DEVICE_SRP_AUTH);
    RespondToAuthChallengeResponse proof =
        custom.answer(asked.challengeName(), asked.session(), device.beginning());
    assertThat(
            custom
                .answer(proof.challengeName(), proof.session(), device.proof(proof))
                .authenticationResult())
        .isNotNull();
  }

  @Test
  void temporaryPasswordIsChangedWhenTheFunctionsSaySo() {
    CustomPool custom = CustomPool.of(server);
    String name = custom.pool.invitedUser(user());
    custom.asks(1, List.of("PASSWORD_VERIFIER", "NEW_PASSWORD_REQUIRED", "CUSTOM_CHALLENGE"));
    RespondToAuthChallengeResponse renew = custom.prove(custom.beginWithSrp(name), PASSWORD);
    assertThat(renew.challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
    RespondToAuthChallengeResponse riddle =
        custom.answer(
            renew.challengeName(),
            renew.session(),
            Map.of("USERNAME", name, "NEW_PASSWORD", "Another-Horse-8"));
    assertThat(riddle.challengeName()).isEqualTo(ChallengeNameType.CUSTOM_CHALLENGE);
    assertThat(session(custom, "define"))
        .containsExactly(
            round("SRP_A", true, Json.NULL),
            round("PASSWORD_VERIFIER", true, Json.NULL),
            round("NEW_PASSWORD_REQUIRED", true, Json.NULL));
    assertThat(custom.riddle(name, riddle.session(), "42").authenticationResult()).isNotNull();
    assertThat(custom.pool.signIn(name, "Another-Horse-8").authenticationResult()).isNotNull();
  }

  @Test
  void temporaryPasswordIsChangedEvenIfTheFunctionsForget() {
    CustomPool custom = CustomPool.of(server);
    String name = custom.pool.invitedUser(user());
    custom.asks(1, List.of("PASSWORD_VERIFIER", "CUSTOM_CHALLENGE"));
    RespondToAuthChallengeResponse riddle = custom.prove(custom.beginWithSrp(name), PASSWORD);
    RespondToAuthChallengeResponse renew = custom.riddle(name, riddle.session(), "42");
    assertThat(renew.challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
    assertThat(
            custom
                .answer(
                    renew.challengeName(),
                    renew.session(),
                    Map.of("USERNAME", name, "NEW_PASSWORD", "Another-Horse-8"))
                .authenticationResult())
        .isNotNull();
  }

  @Test
  void twentyRoundsOfLongValuesFit() {
    CustomPool custom = CustomPool.of(server);
    String name = custom.pool.confirmedUser(user());
    String lengthy = "x".repeat(700);
    server
        .functions()
        .on(
            custom.function("create"),
            response -> {
              response.put("privateChallengeParameters", Map.of("answer", "42", "more", lengthy));
              response.put("challengeMetadata", lengthy);
            });
    custom.asks(0, Collections.nCopies(25, "CUSTOM_CHALLENGE"));
    String session = custom.begin(name).session();
    for (int i = 1; i < 25; i++) {
      session = custom.riddle(name, session, "42").session();
      assertThat(session.length()).isLessThanOrEqualTo(2_048);
    }
    assertThat(custom.riddle(name, session, "42").authenticationResult()).isNotNull();
    assertThat(session(custom, "define")).hasSize(25);
  }

  @Test
  void eventsShowTheUserAndTheMetadataOfAnswersAlone() {
    CustomPool custom = CustomPool.of(server);
    String name = custom.pool.confirmedUser(user(), "email", "a@example.com");
    String session = custom.begin(name).session();
    Map<String, Object> first = server.functions().last(custom.function("define")).request();
    assertThat(first).containsOnlyKeys("userAttributes", "session");
    assertThat(FunctionEndpoint.object(first.get("userAttributes")))
        .containsEntry("email", "a@example.com")
        .containsEntry("cognito:user_status", "CONFIRMED")
        .containsKey("sub");
    custom.riddle(name, session, "42");
    for (String which : List.of("define", "verify")) {
      assertThat(server.functions().last(custom.function(which)).request())
          .containsEntry("clientMetadata", Map.of("from", "respond"));
    }
    assertThat(server.functions().last(custom.function("verify")).request())
        .containsEntry("challengeAnswer", "42")
        .containsEntry("privateChallengeParameters", Map.of("answer", "42"));
  }

  @Test
  void tokensCanComeAtOnce() {
    CustomPool custom = CustomPool.of(server);
    String name = custom.pool.confirmedUser(user());
    server.functions().on(custom.function("define"), response -> response.put("issueTokens", true));
    assertThat(custom.begin(name).authenticationResult()).isNotNull();
  }
}
