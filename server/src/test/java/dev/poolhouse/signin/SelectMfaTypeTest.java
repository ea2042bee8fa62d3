package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.TotpDevice;
import dev.poolhouse.user.MfaFactor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// `SELECT_MFA_TYPE`: asked of users with several factors and no preference, and what each choice
/// leads to. That its sessions are used once is proven in [SecondFactorSessionsTest].
@EachServer
final class SelectMfaTypeTest {
  private static final Refusal NOT_OFFERED = Refusal.invalidParameter("Invalid MFA type selected.");

  private final TestServer server;

  SelectMfaTypeTest(TestServer server) {
    this.server = server;
  }

  private SecondStep.Generator all() {
    SecondStep step = SecondStep.in(server, UserPoolMfaType.OPTIONAL, MfaFactor.values());
    TotpDevice device = step.factors.enrol(step.pool.accessToken(SecondStep.NAME));
    step.factors.enable(SecondStep.NAME, MfaFactor.values());
    return new SecondStep.Generator(step, device);
  }

  private static RespondToAuthChallengeResponse choose(
      SecondStep step, String session, String factor) {
    return step.answer(ChallengeNameType.SELECT_MFA_TYPE, session, Map.of("ANSWER", factor));
  }

  @Test
  void listsWhatTheUserSwitchedOn() {
    SecondStep step = all().step();
    InitiateAuthResponse asked = step.signIn();
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.SELECT_MFA_TYPE);
    assertThat(asked.challengeParameters())
        .isEqualTo(
            Map.of(
                "MFAS_CAN_CHOOSE",
                "[\"SMS_MFA\",\"SOFTWARE_TOKEN_MFA\",\"EMAIL_OTP\"]",
                "USER_ID_FOR_SRP",
                SecondStep.NAME));
  }

  @ParameterizedTest
  @CsvSource({
    "SMS_MFA, SMS_MFA",
    "SOFTWARE_TOKEN_MFA, SOFTWARE_TOKEN_MFA",
    "EMAIL_OTP, EMAIL_OTP",
    "EMAIL_MFA, EMAIL_OTP"
  })
  void choiceLeadsToItsChallenge(String choice, ChallengeNameType challenge) {
    SecondStep.Generator user = all();
    SecondStep step = user.step();
    RespondToAuthChallengeResponse asked = choose(step, step.signIn().session(), choice);
    assertThat(asked.challengeName()).isEqualTo(challenge);
    Map<String, String> right =
        switch (challenge) {
          case SMS_MFA -> Map.of("SMS_MFA_CODE", step.code(step.phone));
          case EMAIL_OTP -> Map.of("EMAIL_OTP_CODE", step.code(step.email));
          default -> Map.of("SOFTWARE_TOKEN_MFA_CODE", user.device().freshCode());
        };
    assertThat(step.answer(challenge, asked.session(), right).authenticationResult()).isNotNull();
  }

  @Test
  void onlyWhatIsOfferedCanBeChosen() {
    SecondStep step = SecondStep.in(server, UserPoolMfaType.OPTIONAL, MfaFactor.values());
    step.factors.enable(SecondStep.NAME, MfaFactor.SMS_MFA, MfaFactor.EMAIL_OTP);
    String session = step.signIn().session();
    for (String answer : new String[] {"SOFTWARE_TOKEN_MFA", "PASSWORD", "sms_mfa"}) {
      assertThat(Refusal.of(() -> choose(step, session, answer))).isEqualTo(NOT_OFFERED);
    }
    assertThat(Refusal.of(() -> step.answer(ChallengeNameType.SELECT_MFA_TYPE, session, Map.of())))
        .isEqualTo(Refusal.invalidParameter("Missing required parameter ANSWER"));
    server
        .sdk()
        .adminSetUserMFAPreference(
            set ->
                set.userPoolId(step.pool.poolId())
                    .username(SecondStep.NAME)
                    .smsMfaSettings(off -> off.enabled(false)));
    assertThat(Refusal.of(() -> choose(step, session, "SMS_MFA"))).isEqualTo(NOT_OFFERED);
    choose(step, session, "EMAIL_OTP");
  }

  @Test
  void preferenceOrASingleFactorLeavesNoChoice() {
    SecondStep.Generator user = all();
    user.step().factors.prefer(SecondStep.NAME, MfaFactor.EMAIL_OTP);
    assertThat(user.step().signIn().challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
    user.step().factors.offer(UserPoolMfaType.OPTIONAL, MfaFactor.SMS_MFA);
    assertThat(user.step().signIn().challengeName())
        .as("the preferred one is not offered any more")
        .isEqualTo(ChallengeNameType.SELECT_MFA_TYPE);
  }
}
