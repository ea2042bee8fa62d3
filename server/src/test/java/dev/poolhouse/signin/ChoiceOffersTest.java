package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.user.MfaFactor;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Proves what `USER_AUTH` offers to whom, and each refusal of its first call. The ways through it
/// are in [ChoiceSignInTest].
@EachServer
final class ChoiceOffersTest {
  private static final AuthFactorType[] CODES = {AuthFactorType.EMAIL_OTP, AuthFactorType.SMS_OTP};
  private static final List<String> PASSWORDS = List.of("PASSWORD_SRP", "PASSWORD");
  private static final Refusal INCORRECT = Refusal.notAuthorized("Incorrect username or password.");

  private final TestServer server;

  ChoiceOffersTest(TestServer server) {
    this.server = server;
  }

  @Test
  void nameAloneGetsTheChoice() {
    Chooser chooser = Chooser.of(server, CODES).user("ann");
    RawAnswer answer =
        server.call(
            "InitiateAuth",
            """
            {"ClientId":"%s","AuthFlow":"USER_AUTH","AuthParameters":{"USERNAME":"ann"}}
            """
                .formatted(chooser.clientId));
    assertThat(answer.json().propertyNames())
        .containsExactlyInAnyOrder(
            "ChallengeName", "AvailableChallenges", "ChallengeParameters", "Session");
    assertThat(answer.json().get("ChallengeName").asString()).isEqualTo("SELECT_CHALLENGE");
    assertThat(answer.json().get("ChallengeParameters").isEmpty()).isTrue();
    assertThat(answer.json().get("AvailableChallenges").toString())
        .isEqualTo("[\"PASSWORD_SRP\",\"PASSWORD\",\"EMAIL_OTP\",\"SMS_OTP\"]");
  }

  @Test
  void onlyACodeNeedsNoChoice() {
    Chooser chooser = Chooser.of(server, AuthFactorType.EMAIL_OTP);
    chooser
        .sdk()
        .adminCreateUser(
            create ->
                create
                    .userPoolId(chooser.pool.poolId())
                    .username("free")
                    .messageAction(MessageActionType.SUPPRESS)
                    .userAttributes(
                        AttributeType.builder().name("email").value(chooser.mail.address()).build(),
                        AttributeType.builder().name("email_verified").value("true").build()));
    InitiateAuthResponse asked = chooser.begin("free");
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
    assertThat(asked.availableChallengesAsStrings()).containsExactly("EMAIL_OTP");
    assertThat(
            chooser
                .answer(
                    ChallengeNameType.EMAIL_OTP,
                    "free",
                    asked.session(),
                    "EMAIL_OTP_CODE",
                    chooser.mail.code())
                .authenticationResult()
                .accessToken())
        .isNotEmpty();
  }

  /// @param prepare makes user `ann` of the pool
  private record Offer(String name, Consumer<Chooser> prepare, List<String> offered) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Offer> offers() {
    return Stream.of(
        new Offer(
            "unverified addresses",
            chooser ->
                chooser.pool.confirmedUser(
                    "ann", "email", chooser.mail.address(), "phone_number", "+15550100"),
            PASSWORDS),
        new Offer(
            "a verified phone alone",
            chooser ->
                chooser.pool.confirmedUser(
                    "ann", "phone_number", "+15550100", "phone_number_verified", "true"),
            List.of("PASSWORD_SRP", "PASSWORD", "SMS_OTP")),
        new Offer(
            "a temporary password",
            chooser ->
                chooser.pool.invitedUser(
                    "ann", "email", chooser.mail.address(), "email_verified", "true"),
            PASSWORDS),
        new Offer(
            "a second factor switched on",
            chooser -> {
              chooser.user("ann");
              SecondFactors factors = new SecondFactors(chooser.server, chooser.pool);
              factors.offer(UserPoolMfaType.OPTIONAL, MfaFactor.EMAIL_OTP);
              factors.prefer("ann", MfaFactor.EMAIL_OTP);
            },
            PASSWORDS),
        new Offer(
            "no second factor where they are optional",
            chooser -> {
              chooser.user("ann");
              new SecondFactors(chooser.server, chooser.pool)
                  .offer(UserPoolMfaType.OPTIONAL, MfaFactor.EMAIL_OTP);
            },
            List.of("PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP")),
        new Offer(
            "nothing at all",
            chooser ->
                chooser
                    .sdk()
                    .adminCreateUser(
                        create ->
                            create
                                .userPoolId(chooser.pool.poolId())
                                .username("ann")
                                .messageAction(MessageActionType.SUPPRESS)),
            PASSWORDS));
  }

  @ParameterizedTest
  @MethodSource("offers")
  void offersWhatTheUserHas(Offer given) {
    Chooser chooser = Chooser.of(server, CODES);
    given.prepare().accept(chooser);
    for (String preferred : List.of("", "WEB_AUTHN", "CUSTOM_CHALLENGE", "nonsense")) {
      InitiateAuthResponse asked = chooser.begin("ann", "PREFERRED_CHALLENGE", preferred);
      assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.SELECT_CHALLENGE);
      assertThat(asked.availableChallengesAsStrings()).isEqualTo(given.offered());
    }
  }

  @Test
  void codeIsNotSentToWhomItIsNotOffered() {
    Chooser chooser = Chooser.of(server, CODES);
    chooser.pool.invitedUser("ann", "email", chooser.mail.address(), "email_verified", "true");
    InitiateAuthResponse asked = chooser.begin("ann", "PREFERRED_CHALLENGE", "EMAIL_OTP");
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.SELECT_CHALLENGE);
    assertThat(chooser.mail.unread()).isZero();
    assertThat(
            Refusal.of(
                () ->
                    chooser.answer(
                        ChallengeNameType.SELECT_CHALLENGE,
                        "ann",
                        asked.session(),
                        "ANSWER",
                        "EMAIL_OTP")))
        .isEqualTo(Refusal.invalidParameter("Invalid challenge selected."));
    assertThat(
            chooser
                .answer(
                    ChallengeNameType.SELECT_CHALLENGE,
                    "ann",
                    asked.session(),
                    "ANSWER",
                    "PASSWORD",
                    "PASSWORD",
                    PoolFixture.PASSWORD)
                .challengeName())
        .isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
  }

  /// @param act what is refused, once user `ann` exists
  private record Case(String name, Consumer<Chooser> act, Refusal refusal) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> refusals() {
    return Stream.of(
        new Case(
            "no name",
            chooser -> chooser.begin(""),
            Refusal.invalidParameter("Missing required parameter USERNAME")),
        new Case(
            "SRP without its number",
            chooser -> chooser.begin("ann", "PREFERRED_CHALLENGE", "PASSWORD_SRP"),
            Refusal.invalidParameter("Missing required parameter SRP_A")),
        new Case(
            "SRP with a bad number",
            chooser -> chooser.begin("ann", "PREFERRED_CHALLENGE", "PASSWORD_SRP", "SRP_A", "xyz"),
            Refusal.invalidParameter("Invalid SRP_A value.")),
        new Case(
            "wrong password",
            chooser ->
                chooser.begin(
                    "ann", "PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", "Wrong-Horse-7"),
            INCORRECT),
        new Case(
            "unknown name",
            chooser -> chooser.begin("nobody"),
            new Refusal("UserNotFoundException", "User does not exist.")),
        new Case(
            "disabled user",
            chooser -> {
              chooser
                  .sdk()
                  .adminDisableUser(user -> user.userPoolId(chooser.pool.poolId()).username("ann"));
              chooser.begin("ann");
            },
            Refusal.notAuthorized("User is disabled.")),
        new Case(
            "unconfirmed user",
            chooser -> {
              chooser
                  .sdk()
                  .signUp(
                      user ->
                          user.clientId(chooser.clientId)
                              .username("new")
                              .password(PoolFixture.PASSWORD));
              chooser.begin("new");
            },
            new Refusal("UserNotConfirmedException", "User is not confirmed.")),
        new Case(
            "password to be reset",
            chooser -> {
              chooser
                  .sdk()
                  .adminResetUserPassword(
                      user -> user.userPoolId(chooser.pool.poolId()).username("ann"));
              chooser.begin(
                  "ann", "PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", PoolFixture.PASSWORD);
            },
            new Refusal("PasswordResetRequiredException", "Password reset required for the user")),
        new Case(
            "long device key",
            chooser -> chooser.begin("ann", "DEVICE_KEY", "x".repeat(56)),
            Refusal.invalidParameter("Invalid device key given.")),
        new Case(
            "client without the flow",
            chooser ->
                chooser
                    .sdk()
                    .initiateAuth(
                        auth ->
                            auth.clientId(chooser.pool.clientId())
                                .authFlow(AuthFlowType.USER_AUTH)
                                .authParameters(Map.of("USERNAME", "ann"))),
            Refusal.invalidParameter("USER_AUTH flow not enabled for this client")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(Case refused) {
    Chooser chooser = Chooser.of(server, CODES).user("ann");
    assertThat(Refusal.of(() -> refused.act().accept(chooser))).isEqualTo(refused.refusal());
  }

  @Test
  void lockIsAboutPasswordsAlone() {
    Chooser chooser = Chooser.of(server, CODES).user("ann");
    InitiateAuthResponse asked = chooser.begin("ann", "PREFERRED_CHALLENGE", "PASSWORD");
    for (int i = 0; i < 5; i++) {
      assertThat(
              Refusal.of(
                  () ->
                      chooser.answer(
                          ChallengeNameType.PASSWORD,
                          "ann",
                          asked.session(),
                          "PASSWORD",
                          "Wrong-Horse-7")))
          .isEqualTo(INCORRECT);
    }
    assertThat(
            Refusal.of(
                () ->
                    chooser.answer(
                        ChallengeNameType.PASSWORD,
                        "ann",
                        asked.session(),
                        "PASSWORD",
                        PoolFixture.PASSWORD)))
        .isEqualTo(Refusal.notAuthorized("Password attempts exceeded"));
    assertThat(chooser.begin("ann", "PREFERRED_CHALLENGE", "EMAIL_OTP").challengeName())
        .isEqualTo(ChallengeNameType.EMAIL_OTP);
  }
}
