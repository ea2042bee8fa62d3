package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.TotpDevice;
import dev.poolhouse.user.MfaFactor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AssociateSoftwareTokenResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// `MFA_SETUP`: a generator set up with the session, or an address by its code, and that the
/// session ends once the user has a factor. That sessions are used once is proven in
/// [SecondFactorSessionsTest].
@EachServer
final class MfaSetupTest {
  private static final Refusal INVALID = Refusal.notAuthorized("Invalid session for the user.");
  private static final Refusal USED_UP =
      Refusal.notAuthorized("Invalid session for the user, session can only be used once.");
  private static final Refusal MISMATCH =
      new Refusal(
          "EnableSoftwareTokenMFAException", "Code mismatch and fail enable Software Token MFA");
  private static final String NOT_BEGUN =
      "User has no software token to verify, associate one first.";

  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;

  MfaSetupTest(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
  }

  private SecondStep step() {
    return SecondStep.withoutAddresses(
        server, UserPoolMfaType.ON, MfaFactor.SOFTWARE_TOKEN_MFA, MfaFactor.EMAIL_OTP);
  }

  private static RespondToAuthChallengeResponse answer(
      SecondStep step, String session, Map<String, String> responses) {
    return step.answer(ChallengeNameType.MFA_SETUP, session, responses);
  }

  private AssociateSoftwareTokenResponse begin(String session) {
    return sdk.associateSoftwareToken(begin -> begin.session(session));
  }

  private String verify(String session, String code) {
    return sdk.verifySoftwareToken(verify -> verify.session(session).userCode(code)).session();
  }

  @Test
  void generatorIsSetUpAndAskedForNextTime() {
    SecondStep step = step();
    InitiateAuthResponse asked = step.signIn();
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.MFA_SETUP);
    assertThat(asked.challengeParameters())
        .isEqualTo(
            Map.of(
                "MFAS_CAN_SETUP",
                "[\"SOFTWARE_TOKEN_MFA\",\"EMAIL_OTP\"]",
                "USER_ID_FOR_SRP",
                SecondStep.NAME));
    AssociateSoftwareTokenResponse begun = begin(asked.session());
    TotpDevice device = step.factors.device(begun.secretCode());
    assertThat(Refusal.of(() -> verify(begun.session(), SecondStep.wrong(device.code()))))
        .isEqualTo(MISMATCH);
    String verified = verify(begun.session(), device.freshCode());
    assertThat(step.factors.shown(SecondStep.NAME)).isEqualTo("SOFTWARE_TOKEN_MFA*");
    RespondToAuthChallengeResponse done =
        answer(step, verified, Map.of("SOFTWARE_TOKEN_MFA_CODE", "000000"));
    assertThat(done.authenticationResult().accessToken()).isNotEmpty();
    assertThat(done.hasChallengeParameters()).isTrue();
    assertThat(done.challengeParameters()).isEmpty();
    InitiateAuthResponse next = step.signIn();
    assertThat(next.challengeName()).isEqualTo(ChallengeNameType.SOFTWARE_TOKEN_MFA);
    step.answer(
        ChallengeNameType.SOFTWARE_TOKEN_MFA,
        next.session(),
        Map.of("SOFTWARE_TOKEN_MFA_CODE", device.freshCode()));
  }

  @Test
  void sessionOfTheChallengeServesWithoutTheOneOfAssociate() {
    SecondStep step = step();
    String session = step.signIn().session();
    TotpDevice device = step.factors.device(begin(session).secretCode());
    answer(step, verify(session, device.code()), Map.of());
  }

  @Test
  void sessionWithoutAFactorSetUpProvesNothing() {
    SecondStep step = step();
    String session = step.signIn().session();
    assertThat(Refusal.of(() -> answer(step, session, Map.of()))).isEqualTo(INVALID);
    String begun = begin(session).session();
    assertThat(Refusal.of(() -> answer(step, begun, Map.of("SOFTWARE_TOKEN_MFA_CODE", "123456"))))
        .isEqualTo(INVALID);
  }

  @Test
  void setUpEndsOnceTheUserHasAFactor() {
    SecondStep step = step();
    String first = step.signIn().session();
    String second = step.signIn().session();
    String mailing = answer(step, step.signIn().session(), Map.of("EMAIL", step.email)).session();
    AssociateSoftwareTokenResponse begun = begin(first);
    String code = step.factors.device(begun.secretCode()).code();
    String verified = verify(begun.session(), code);
    assertThat(Refusal.of(() -> verify(begun.session(), code))).isEqualTo(USED_UP);
    assertThat(Refusal.of(() -> begin(first))).isEqualTo(USED_UP);
    assertThat(Refusal.of(() -> begin(second))).isEqualTo(USED_UP);
    assertThat(Refusal.of(() -> begin(verified))).isEqualTo(USED_UP);
    assertThat(Refusal.of(() -> answer(step, second, Map.of("EMAIL", step.email))))
        .isEqualTo(USED_UP);
    assertThat(
            Refusal.of(
                () ->
                    step.answer(
                        ChallengeNameType.EMAIL_OTP,
                        mailing,
                        Map.of("EMAIL_OTP_CODE", step.code(step.email)))))
        .isEqualTo(USED_UP);
    answer(step, verified, Map.of());
  }

  @Test
  void sessionsForSettingUp() {
    SecondStep step = step();
    String session = step.signIn().session();
    String bent =
        session.substring(0, 40) + (session.charAt(40) == 'A' ? 'B' : 'A') + session.substring(41);
    assertThat(Refusal.of(() -> begin(bent))).isEqualTo(INVALID);
    String mailing = answer(step, step.signIn().session(), Map.of("EMAIL", step.email)).session();
    assertThat(Refusal.of(() -> begin(mailing))).as("another challenge").isEqualTo(INVALID);
    server.clock().advance(Duration.ofMinutes(2));
    String again = begin(session).session();
    begin(again);
    server.clock().advance(Duration.ofMinutes(2));
    Refusal expired = Refusal.notAuthorized("Invalid session for the user, session is expired.");
    assertThat(Refusal.of(() -> begin(session))).isEqualTo(expired);
    assertThat(Refusal.of(() -> verify(session, "123456"))).isEqualTo(expired);
    assertThat(Refusal.of(() -> begin(again))).as("no longer than the first").isEqualTo(expired);
    String fresh = step.signIn().session();
    begin(fresh);
    sdk.adminDisableUser(
        disable -> disable.userPoolId(step.pool.poolId()).username(SecondStep.NAME));
    assertThat(Refusal.of(() -> begin(fresh)))
        .isEqualTo(Refusal.notAuthorized("User is disabled."));
    sdk.adminDeleteUser(delete -> delete.userPoolId(step.pool.poolId()).username(SecondStep.NAME));
    assertThat(Refusal.of(() -> verify(fresh, "123456")))
        .isEqualTo(new Refusal("UserNotFoundException", "User does not exist."));
  }

  @Test
  void generatorThatIsNotSwitchedOnEndsItToo() {
    SecondStep step = step();
    String session = step.signIn().session();
    step.setUp(step.signIn().session());
    sdk.adminSetUserMFAPreference(
        set ->
            set.userPoolId(step.pool.poolId())
                .username(SecondStep.NAME)
                .softwareTokenMfaSettings(off -> off.enabled(false)));
    assertThat(step.signIn().challengeName()).isEqualTo(ChallengeNameType.SOFTWARE_TOKEN_MFA);
    assertThat(Refusal.of(() -> begin(session))).isEqualTo(USED_UP);
    assertThat(Refusal.of(() -> answer(step, session, Map.of("EMAIL", step.email))))
        .isEqualTo(USED_UP);
  }

  @Test
  void oneOfSeveralVerificationsAtOnceCounts() {
    SecondStep step = step();
    AssociateSoftwareTokenResponse begun = begin(step.signIn().session());
    String code = step.factors.device(begun.secretCode()).code();
    List<String> outcomes =
        IntStream.range(0, 4).parallel().mapToObj(_ -> outcome(begun.session(), code)).toList();
    assertThat(outcomes).containsOnlyOnce("verified");
    assertThat(outcomes).isSubsetOf("verified", USED_UP.message(), NOT_BEGUN);
  }

  private String outcome(String session, String code) {
    try {
      verify(session, code);
      return "verified";
    } catch (CognitoIdentityProviderException e) {
      return e.awsErrorDetails().errorMessage();
    }
  }

  @Test
  void generatorTakenAwayBeforeTheAnswer() {
    SecondStep step = step();
    String verified = step.setUp(step.signIn().session());
    server.call(
        "AdminDeleteSoftwareToken",
        "{\"UserPoolId\":\"%s\",\"Username\":\"ann\"}".formatted(step.pool.poolId()));
    assertThat(Refusal.of(() -> answer(step, verified, Map.of()))).isEqualTo(INVALID);
    assertThat(step.signIn().challengeName()).isEqualTo(ChallengeNameType.MFA_SETUP);
  }

  @Test
  void poolWithoutGenerators() {
    SecondStep step = SecondStep.withoutAddresses(server, UserPoolMfaType.ON, MfaFactor.EMAIL_OTP);
    String session = step.signIn().session();
    assertThat(Refusal.of(() -> begin(session)))
        .isEqualTo(
            new Refusal(
                "SoftwareTokenMFANotFoundException",
                "Software Token MFA has not been enabled by the userPool"));
  }

  @Test
  void addressIsSetUpByItsCode() {
    SecondStep step = step();
    RespondToAuthChallengeResponse asked =
        answer(step, step.signIn().session(), Map.of("EMAIL", step.email));
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
    assertThat(asked.challengeParameters())
        .isEqualTo(
            Map.of(
                "CODE_DELIVERY_DELIVERY_MEDIUM",
                "EMAIL",
                "CODE_DELIVERY_DESTINATION",
                "m***@e***"));
    String code = step.code(step.email);
    assertThat(
            Refusal.of(
                () ->
                    step.answer(
                        ChallengeNameType.EMAIL_OTP,
                        asked.session(),
                        Map.of("EMAIL_OTP_CODE", SecondStep.wrong(code)))))
        .isEqualTo(
            new Refusal("CodeMismatchException", "Invalid code or auth state for the user."));
    assertThat(step.attribute("email")).isEqualTo("absent");
    assertThat(
            step.answer(
                    ChallengeNameType.EMAIL_OTP, asked.session(), Map.of("EMAIL_OTP_CODE", code))
                .authenticationResult())
        .isNotNull();
    assertThat(step.attribute("email")).isEqualTo(step.email);
    assertThat(step.attribute("email_verified")).isEqualTo("true");
    assertThat(step.factors.shown(SecondStep.NAME)).isEqualTo("EMAIL_OTP*");
    assertThat(step.signIn().challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
  }

  @Test
  void addressesThatAreRefused() {
    SecondStep step =
        SecondStep.withoutAddresses(server, UserPoolMfaType.ON, MfaFactor.SOFTWARE_TOKEN_MFA);
    String session = step.signIn().session();
    assertThat(Refusal.of(() -> answer(step, session, Map.of("EMAIL", step.email))))
        .isEqualTo(
            new Refusal(
                "MFAMethodNotFoundException", "Email MFA has not been enabled by the userPool"));
    step.factors.offer(UserPoolMfaType.ON, MfaFactor.EMAIL_OTP);
    Refusal format = Refusal.invalidParameter("Invalid email address format.");
    for (String address : List.of("nobody", "a@b@c", "a".repeat(320) + "@example.com")) {
      assertThat(Refusal.of(() -> answer(step, session, Map.of("EMAIL", address))))
          .isEqualTo(format);
    }
    answer(step, session, Map.of("EMAIL", step.email));
  }

  @Test
  void addressThatIsSomeoneElsesAlias() {
    PoolFixture pool =
        PoolFixture.create(server, settings -> settings.aliasAttributes(AliasAttributeType.EMAIL));
    SecondStep step =
        SecondStep.withoutAddresses(server, pool, UserPoolMfaType.ON, MfaFactor.EMAIL_OTP);
    pool.confirmedUser("holder", "email", step.email, "email_verified", "true");
    String mailing = answer(step, step.signIn().session(), Map.of("EMAIL", step.email)).session();
    Map<String, String> right = Map.of("EMAIL_OTP_CODE", step.code(step.email));
    assertThat(Refusal.of(() -> step.answer(ChallengeNameType.EMAIL_OTP, mailing, right)))
        .isEqualTo(
            new Refusal("AliasExistsException", "An account with the given email already exists."));
    sdk.adminDeleteUser(delete -> delete.userPoolId(pool.poolId()).username("holder"));
    assertThat(step.answer(ChallengeNameType.EMAIL_OTP, mailing, right).authenticationResult())
        .isNotNull();
  }

  @Test
  void followsANewPassword() {
    PoolFixture pool = PoolFixture.create(server);
    SecondFactors factors = new SecondFactors(server, pool);
    factors.offer(UserPoolMfaType.ON, MfaFactor.SOFTWARE_TOKEN_MFA);
    pool.invitedUser("new");
    String session = pool.signIn("new", PoolFixture.PASSWORD).session();
    RespondToAuthChallengeResponse asked =
        sdk.respondToAuthChallenge(
            answer ->
                answer
                    .clientId(pool.clientId())
                    .challengeName(ChallengeNameType.NEW_PASSWORD_REQUIRED)
                    .session(session)
                    .challengeResponses(
                        Map.of("USERNAME", "new", "NEW_PASSWORD", "Another-Horse-8")));
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.MFA_SETUP);
    AssociateSoftwareTokenResponse begun = begin(asked.session());
    String verified = verify(begun.session(), factors.device(begun.secretCode()).code());
    assertThat(
            sdk.respondToAuthChallenge(
                    answer ->
                        answer
                            .clientId(pool.clientId())
                            .challengeName(ChallengeNameType.MFA_SETUP)
                            .session(verified)
                            .challengeResponses(Map.of("USERNAME", "new")))
                .authenticationResult())
        .isNotNull();
  }
}
