package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SrpClient;
import dev.poolhouse.user.MfaFactor;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import tools.jackson.databind.JsonNode;

/// `SMS_MFA`, and `EMAIL_OTP` as a second factor: when they are asked, what they ask, and which
/// code answers. That their sessions are used once is proven in [SecondFactorSessionsTest].
@EachServer
final class SentCodesTest {
  private static final Refusal MISMATCH =
      new Refusal("CodeMismatchException", "Invalid code or auth state for the user.");

  private final TestServer server;

  SentCodesTest(TestServer server) {
    this.server = server;
  }

  /// A way to send codes.
  enum Way {
    SMS(MfaFactor.SMS_MFA, ChallengeNameType.SMS_MFA, "SMS_MFA_CODE", "phone_number"),
    EMAIL(MfaFactor.EMAIL_OTP, ChallengeNameType.EMAIL_OTP, "EMAIL_OTP_CODE", "email");

    private final MfaFactor factor;
    private final ChallengeNameType challenge;
    private final String key;
    private final String attribute;

    Way(MfaFactor factor, ChallengeNameType challenge, String key, String attribute) {
      this.factor = factor;
      this.challenge = challenge;
      this.key = key;
      this.attribute = attribute;
    }

    private String address(SecondStep step) {
      return this == SMS ? step.phone : step.email;
    }

    private String masked(SecondStep step) {
      return this == SMS ? "+*******" + step.phone.substring(step.phone.length() - 4) : "m***@e***";
    }

    private RespondToAuthChallengeResponse answer(SecondStep step, String session, String code) {
      return step.answer(challenge, session, Map.of(key, code));
    }
  }

  @ParameterizedTest
  @EnumSource
  void asksForSixDigitsAndVerifiesTheAddress(Way way) {
    SecondStep step = SecondStep.preferring(server, way.factor);
    JsonNode asked =
        server
            .call(
                "InitiateAuth",
                """
                {"ClientId":"%s","AuthFlow":"USER_PASSWORD_AUTH",\
                "AuthParameters":{"USERNAME":"ann","PASSWORD":"%s"}}\
                """
                    .formatted(step.pool.clientId(), PoolFixture.PASSWORD))
            .json();
    String session = asked.get("Session").asString();
    assertThat(asked.propertyNames())
        .containsExactlyInAnyOrder("ChallengeName", "ChallengeParameters", "Session");
    assertThat(asked.get("ChallengeName").asString()).isEqualTo(way.challenge.toString());
    assertThat(asked.get("ChallengeParameters").properties())
        .extracting(entry -> entry.getKey() + "=" + entry.getValue().asString())
        .containsExactlyInAnyOrder(
            "CODE_DELIVERY_DELIVERY_MEDIUM=" + way,
            "CODE_DELIVERY_DESTINATION=" + way.masked(step),
            "USER_ID_FOR_SRP=ann");
    String code = step.code(way.address(step));
    assertThat(code).matches("[0-9]{6}");
    assertThat(step.attribute(way.attribute + "_verified")).isNotEqualTo("true");
    assertThat(way.answer(step, session, code).authenticationResult().accessToken()).isNotEmpty();
    assertThat(step.attribute(way.attribute + "_verified")).isEqualTo("true");
  }

  @Test
  void olderNameOfTheMailedCodeServes() {
    SecondStep step = SecondStep.preferring(server, MfaFactor.EMAIL_OTP);
    String session = step.signIn().session();
    assertThat(
            step.answer(
                    ChallengeNameType.EMAIL_OTP,
                    session,
                    Map.of("EMAIL_MFA_CODE", step.code(step.email)))
                .authenticationResult())
        .isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void codeIsNeeded(Way way) {
    SecondStep step = SecondStep.preferring(server, way.factor);
    String session = step.signIn().session();
    assertThat(Refusal.of(() -> step.answer(way.challenge, session, Map.of())))
        .isEqualTo(Refusal.invalidParameter("Missing required parameter " + way.key));
  }

  @ParameterizedTest
  @EnumSource
  void codeServesItsOwnSignInAlone(Way way) {
    SecondStep step = SecondStep.preferring(server, way.factor);
    String first = step.signIn().session();
    String firstCode = step.code(way.address(step));
    String second = step.signIn().session();
    String secondCode = step.code(way.address(step));
    if (!firstCode.equals(secondCode)) {
      assertThat(Refusal.of(() -> way.answer(step, second, firstCode))).isEqualTo(MISMATCH);
    }
    way.answer(step, first, firstCode);
    way.answer(step, second, secondCode);
  }

  @ParameterizedTest
  @EnumSource
  void codeDiesWithItsAddress(Way way) {
    SecondStep step = SecondStep.preferring(server, way.factor);
    String session = step.signIn().session();
    String code = step.code(way.address(step));
    String other = way == Way.SMS ? "+15550199" : "other@example.com";
    server
        .sdk()
        .adminUpdateUserAttributes(
            update ->
                update
                    .userPoolId(step.pool.poolId())
                    .username(SecondStep.NAME)
                    .userAttributes(
                        AttributeType.builder().name(way.attribute).value(other).build()));
    assertThat(Refusal.of(() -> way.answer(step, session, code))).isEqualTo(MISMATCH);
    assertThat(step.attribute(way.attribute + "_verified")).isNotEqualTo("true");
  }

  @ParameterizedTest
  @EnumSource
  void guessesAreBounded(Way way) {
    SecondStep step = SecondStep.preferring(server, way.factor);
    String session = step.signIn().session();
    String code = step.code(way.address(step));
    for (int i = 0; i < Guesses.PER_SESSION; i++) {
      assertThat(Refusal.of(() -> way.answer(step, session, SecondStep.wrong(code))))
          .isEqualTo(MISMATCH);
    }
    assertThat(Refusal.of(() -> way.answer(step, session, code)))
        .isEqualTo(Refusal.notAuthorized("Invalid session for the user."));
    String another = step.signIn().session();
    way.answer(step, another, step.code(way.address(step)));
  }

  @ParameterizedTest
  @EnumSource
  void followsAnSrpProofToo(Way way) {
    SecondStep step = SecondStep.preferring(server, way.factor);
    SrpClient srp = SrpClient.create(new SecureRandom());
    InitiateAuthResponse begun =
        server
            .sdk()
            .initiateAuth(
                auth ->
                    auth.clientId(step.pool.clientId())
                        .authFlow(AuthFlowType.USER_SRP_AUTH)
                        .authParameters(Map.of("USERNAME", SecondStep.NAME, "SRP_A", srp.srpA())));
    RespondToAuthChallengeResponse asked =
        server
            .sdk()
            .respondToAuthChallenge(
                answer ->
                    answer
                        .clientId(step.pool.clientId())
                        .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                        .challengeResponses(
                            srp.passwordVerifier(
                                step.pool.poolId(),
                                PoolFixture.PASSWORD,
                                begun.challengeParameters(),
                                server.clock().instant())));
    assertThat(asked.challengeName()).isEqualTo(way.challenge);
    assertThat(asked.challengeParameters()).doesNotContainKey("USER_ID_FOR_SRP");
    assertThat(
            way.answer(step, asked.session(), step.code(way.address(step))).authenticationResult())
        .isNotNull();
  }

  /// A pool's mode, what it offers and what the user switched on, and what is asked of a user with
  /// both addresses.
  private record Case(
      UserPoolMfaType mode, List<MfaFactor> offered, List<MfaFactor> on, String asked) {}

  @Test
  void askedByModeAndPreference() {
    List<MfaFactor> sms = List.of(MfaFactor.SMS_MFA);
    List<MfaFactor> email = List.of(MfaFactor.EMAIL_OTP);
    List<MfaFactor> both = List.of(MfaFactor.SMS_MFA, MfaFactor.EMAIL_OTP);
    List<Case> cases =
        List.of(
            new Case(UserPoolMfaType.OFF, List.of(), sms, "tokens"),
            new Case(UserPoolMfaType.OPTIONAL, both, List.of(), "tokens"),
            new Case(UserPoolMfaType.OPTIONAL, both, email, "EMAIL_OTP"),
            new Case(UserPoolMfaType.OPTIONAL, sms, email, "tokens"),
            new Case(UserPoolMfaType.OPTIONAL, sms, both, "SMS_MFA"),
            new Case(UserPoolMfaType.ON, both, sms, "SMS_MFA"),
            new Case(UserPoolMfaType.ON, both, List.of(), "MFA_SETUP"),
            new Case(UserPoolMfaType.ON, sms, List.of(), "SMS_MFA"),
            new Case(UserPoolMfaType.ON, email, List.of(), "MFA_SETUP"));
    assertThat(cases).allSatisfy(given -> assertThat(asked(given)).isEqualTo(given.asked()));
  }

  private String asked(Case given) {
    SecondStep step = SecondStep.in(server, UserPoolMfaType.OPTIONAL, MfaFactor.values());
    step.factors.enable(SecondStep.NAME, given.on().toArray(MfaFactor[]::new));
    step.factors.offer(given.mode(), given.offered().toArray(MfaFactor[]::new));
    return Optional.ofNullable(step.signIn().challengeNameAsString()).orElse("tokens");
  }

  @Test
  void phoneNumberServesWhereSmsAloneIsDemanded() {
    SecondStep step = SecondStep.in(server, UserPoolMfaType.ON, MfaFactor.SMS_MFA);
    String session = step.signIn().session();
    Way.SMS.answer(step, session, step.code(step.phone));
    assertThat(step.attribute("phone_number_verified")).isEqualTo("true");
    SecondStep without = SecondStep.withoutAddresses(server, UserPoolMfaType.ON, MfaFactor.SMS_MFA);
    InitiateAuthResponse asked = without.signIn();
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.MFA_SETUP);
    assertThat(asked.challengeParameters()).containsEntry("MFAS_CAN_SETUP", "[\"SMS_MFA\"]");
  }
}
