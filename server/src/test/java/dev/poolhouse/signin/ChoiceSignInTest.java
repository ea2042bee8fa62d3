package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SrpClient;
import dev.poolhouse.user.MfaFactor;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Proves every way through `USER_AUTH` with passwords and codes: `SELECT_CHALLENGE`, `PASSWORD`,
/// `PASSWORD_SRP`, `PASSWORD_VERIFIER`, `EMAIL_OTP` and `SMS_OTP`. What is offered to whom, what
/// its sessions are good for, what names of nobody get and authentication levels have tests of
/// their own.
@EachServer
final class ChoiceSignInTest {
  private static final AuthFactorType[] CODES = {AuthFactorType.EMAIL_OTP, AuthFactorType.SMS_OTP};
  private static final Refusal INCORRECT = Refusal.notAuthorized("Incorrect username or password.");

  private final TestServer server;

  ChoiceSignInTest(TestServer server) {
    this.server = server;
  }

  @Test
  void passwordIsTakenAtEachOfThreePlaces() {
    Chooser chooser = Chooser.of(server, CODES).user("ann");
    assertThat(
            chooser
                .begin("ann", "PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", PoolFixture.PASSWORD)
                .authenticationResult()
                .refreshToken())
        .isNotEmpty();

    InitiateAuthResponse asked = chooser.begin("ann", "PREFERRED_CHALLENGE", "PASSWORD");
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.PASSWORD);
    assertThat(
            chooser
                .answer(
                    ChallengeNameType.PASSWORD,
                    "ann",
                    asked.session(),
                    "PASSWORD",
                    PoolFixture.PASSWORD)
                .authenticationResult()
                .accessToken())
        .isNotEmpty();

    RespondToAuthChallengeResponse chosen =
        chooser.answer(
            ChallengeNameType.SELECT_CHALLENGE,
            "ann",
            chooser.begin("ann").session(),
            "ANSWER",
            "PASSWORD");
    assertThat(chosen.challengeName()).isEqualTo(ChallengeNameType.PASSWORD);
    assertThat(
            chooser
                .answer(
                    ChallengeNameType.SELECT_CHALLENGE,
                    "ann",
                    chooser.begin("ann").session(),
                    "ANSWER",
                    "PASSWORD",
                    "PASSWORD",
                    PoolFixture.PASSWORD)
                .authenticationResult()
                .accessToken())
        .isNotEmpty();
  }

  @Test
  void proofOfThePasswordBringsItsSession() {
    Chooser chooser = Chooser.of(server).user("ann");
    SrpClient srp = Chooser.srp();
    InitiateAuthResponse asked =
        chooser.begin("ann", "PREFERRED_CHALLENGE", "PASSWORD_SRP", "SRP_A", srp.srpA());
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.PASSWORD_VERIFIER);
    assertThat(asked.session()).isNotEmpty();
    Map<String, String> proof = chooser.proof(srp, asked.challengeParameters());
    assertThat(Refusal.of(() -> chooser.answer(ChallengeNameType.PASSWORD_VERIFIER, null, proof)))
        .isEqualTo(Refusal.invalidParameter("Missing required parameter Session"));
    String foreign =
        chooser.begin("ann", "PREFERRED_CHALLENGE", "PASSWORD_SRP", "SRP_A", srp.srpA()).session();
    assertThat(
            Refusal.of(() -> chooser.answer(ChallengeNameType.PASSWORD_VERIFIER, foreign, proof)))
        .isEqualTo(Refusal.notAuthorized("Invalid session for the user."));
    Map<String, String> bent = new HashMap<>(proof);
    bent.put("PASSWORD_CLAIM_SIGNATURE", "AAAA");
    assertThat(
            Refusal.of(
                () -> chooser.answer(ChallengeNameType.PASSWORD_VERIFIER, asked.session(), bent)))
        .isEqualTo(INCORRECT);
    assertThat(
            chooser
                .answer(ChallengeNameType.PASSWORD_VERIFIER, asked.session(), proof)
                .authenticationResult()
                .idToken())
        .isNotEmpty();
    assertThat(
            Refusal.of(
                () -> chooser.answer(ChallengeNameType.PASSWORD_VERIFIER, asked.session(), proof)))
        .isEqualTo(
            Refusal.notAuthorized("Invalid session for the user, session can only be used once."));
  }

  @Test
  void proofCanBeginWithTheChoiceOrAfterIt() {
    Chooser chooser = Chooser.of(server).user("ann");
    SrpClient srp = Chooser.srp();
    RespondToAuthChallengeResponse atOnce =
        chooser.answer(
            ChallengeNameType.SELECT_CHALLENGE,
            "ann",
            chooser.begin("ann").session(),
            "ANSWER",
            "PASSWORD_SRP",
            "SRP_A",
            srp.srpA());
    assertThat(
            chooser
                .answer(
                    ChallengeNameType.PASSWORD_VERIFIER,
                    atOnce.session(),
                    chooser.proof(srp, atOnce.challengeParameters()))
                .authenticationResult()
                .accessToken())
        .isNotEmpty();

    RespondToAuthChallengeResponse chosen =
        chooser.answer(
            ChallengeNameType.SELECT_CHALLENGE,
            "ann",
            chooser.begin("ann").session(),
            "ANSWER",
            "PASSWORD_SRP");
    assertThat(chosen.challengeName()).isEqualTo(ChallengeNameType.PASSWORD_SRP);
    RespondToAuthChallengeResponse begun =
        chooser.answer(
            ChallengeNameType.PASSWORD_SRP, "ann", chosen.session(), "SRP_A", srp.srpA());
    assertThat(
            chooser
                .answer(
                    ChallengeNameType.PASSWORD_VERIFIER,
                    begun.session(),
                    chooser.proof(srp, begun.challengeParameters()))
                .authenticationResult()
                .accessToken())
        .isNotEmpty();
  }

  @Test
  void codesOfEightDigitsSignIn() {
    Chooser chooser = Chooser.of(server, CODES).user("ann");
    InitiateAuthResponse asked = chooser.begin("ann", "PREFERRED_CHALLENGE", "EMAIL_OTP");
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
    assertThat(asked.challengeParameters())
        .isEqualTo(
            Map.of(
                "CODE_DELIVERY_DELIVERY_MEDIUM",
                "EMAIL",
                "CODE_DELIVERY_DESTINATION",
                "m***@e***"));
    String code = chooser.mail.code();
    assertThat(code).matches("[0-9]{8}");
    RespondToAuthChallengeResponse signedIn =
        chooser.answer(ChallengeNameType.EMAIL_OTP, "ann", asked.session(), "EMAIL_OTP_CODE", code);
    assertThat(signedIn.authenticationResult().accessToken()).isNotEmpty();
    assertThat(signedIn.challengeParameters()).isEmpty();

    RespondToAuthChallengeResponse sms =
        chooser.answer(
            ChallengeNameType.SELECT_CHALLENGE,
            "ann",
            chooser.begin("ann").session(),
            "ANSWER",
            "SMS_OTP");
    assertThat(sms.challengeName()).isEqualTo(ChallengeNameType.SMS_OTP);
    assertThat(sms.challengeParameters().get("CODE_DELIVERY_DELIVERY_MEDIUM")).isEqualTo("SMS");
    assertThat(sms.challengeParameters().get("CODE_DELIVERY_DESTINATION"))
        .matches("\\+\\*{7}[0-9]{4}");
    assertThat(
            chooser
                .answer(
                    ChallengeNameType.SMS_OTP,
                    "ann",
                    sms.session(),
                    "SMS_OTP_CODE",
                    chooser.phone.code())
                .authenticationResult()
                .accessToken())
        .isNotEmpty();
  }

  @Test
  void signedCallDoesTheSame() {
    Chooser chooser = Chooser.of(server, CODES).user("ann");
    AdminInitiateAuthResponse asked =
        chooser
            .sdk()
            .adminInitiateAuth(
                auth ->
                    auth.userPoolId(chooser.pool.poolId())
                        .clientId(chooser.clientId)
                        .authFlow(AuthFlowType.USER_AUTH)
                        .authParameters(Map.of("USERNAME", "ann")));
    assertThat(asked.availableChallengesAsStrings())
        .containsExactly("PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP");
    assertThat(
            chooser
                .sdk()
                .adminRespondToAuthChallenge(
                    answer ->
                        answer
                            .userPoolId(chooser.pool.poolId())
                            .clientId(chooser.clientId)
                            .challengeName(ChallengeNameType.SELECT_CHALLENGE)
                            .session(asked.session())
                            .challengeResponses(
                                Map.of(
                                    "USERNAME",
                                    "ann",
                                    "ANSWER",
                                    "PASSWORD",
                                    "PASSWORD",
                                    PoolFixture.PASSWORD)))
                .authenticationResult()
                .accessToken())
        .isNotEmpty();
  }

  @Test
  void secondFactorFollowsThePasswordAndNotACode() {
    Chooser chooser = Chooser.of(server, CODES).user("ann");
    SecondFactors factors = new SecondFactors(server, chooser.pool);
    factors.offer(UserPoolMfaType.OPTIONAL, MfaFactor.EMAIL_OTP);
    InitiateAuthResponse code = chooser.begin("ann", "PREFERRED_CHALLENGE", "EMAIL_OTP");
    assertThat(
            chooser
                .answer(
                    ChallengeNameType.EMAIL_OTP,
                    "ann",
                    code.session(),
                    "EMAIL_OTP_CODE",
                    chooser.mail.code())
                .authenticationResult())
        .isNotNull();
    factors.prefer("ann", MfaFactor.EMAIL_OTP);
    InitiateAuthResponse second =
        chooser.begin("ann", "PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", PoolFixture.PASSWORD);
    assertThat(second.challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
    String six = chooser.mail.code();
    assertThat(six).matches("[0-9]{6}");
    assertThat(
            chooser
                .answer(ChallengeNameType.EMAIL_OTP, "ann", second.session(), "EMAIL_OTP_CODE", six)
                .authenticationResult())
        .isNotNull();
  }
}
