package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SrpClient;
import dev.poolhouse.user.MfaFactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Proves that a choice-based sign-in gains nothing from a question that was asked before the user
/// or the pool changed, that its sessions do not tell which names belong together, and that a
/// password on the way to a level is counted like any other.
@EachServer
final class ChoiceAttacksTest {
  private static final Refusal INVALID = Refusal.notAuthorized("Invalid session for the user.");
  private static final String LEVEL = "urn:cognito:loa:";

  private final TestServer server;

  ChoiceAttacksTest(TestServer server) {
    this.server = server;
  }

  private Chooser codes() {
    return Chooser.of(server, AuthFactorType.EMAIL_OTP).user("ann");
  }

  /// @param act what happens between the question and the right answer
  private record Case(String name, Consumer<Chooser> act) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> changes() {
    return Stream.of(
        new Case(
            "the password is to be reset",
            chooser ->
                chooser
                    .sdk()
                    .adminResetUserPassword(
                        reset -> reset.userPoolId(chooser.pool.poolId()).username("ann"))),
        new Case(
            "the password is temporary",
            chooser ->
                chooser
                    .sdk()
                    .adminSetUserPassword(
                        set ->
                            set.userPoolId(chooser.pool.poolId())
                                .username("ann")
                                .password(PoolFixture.PASSWORD)
                                .permanent(false))),
        new Case(
            "the user has a second factor",
            chooser -> {
              SecondFactors factors = new SecondFactors(chooser.server, chooser.pool);
              factors.offer(UserPoolMfaType.OPTIONAL, MfaFactor.SMS_MFA);
              factors.prefer("ann", MfaFactor.SMS_MFA);
            }),
        new Case(
            "the pool gave codes up",
            chooser ->
                chooser
                    .sdk()
                    .updateUserPool(
                        update ->
                            update
                                .userPoolId(chooser.pool.poolId())
                                .policies(
                                    policies ->
                                        policies.signInPolicy(
                                            signIn ->
                                                signIn.allowedFirstAuthFactors(
                                                    AuthFactorType.PASSWORD))))));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void codeIsWorthNothingOnceItIsNotOfferedAnyMore(Case changed) {
    Chooser chooser = codes();
    InitiateAuthResponse asked = chooser.begin("ann", "PREFERRED_CHALLENGE", "EMAIL_OTP");
    String code = chooser.mail.code();
    changed.act().accept(chooser);
    assertThat(
            Refusal.of(
                () ->
                    chooser.answer(
                        ChallengeNameType.EMAIL_OTP,
                        "ann",
                        asked.session(),
                        "EMAIL_OTP_CODE",
                        code)))
        .isEqualTo(INVALID);
  }

  /// A user, ann, who has other names, too.
  private Chooser named(boolean hiding) {
    return Chooser.of(
            server,
            hiding,
            pool -> pool.aliasAttributes(AliasAttributeType.EMAIL, AliasAttributeType.PHONE_NUMBER),
            AuthFactorType.EMAIL_OTP)
        .user("ann");
  }

  private static List<String> otherNames(Chooser chooser) {
    String sub =
        chooser
            .sdk()
            .adminGetUser(user -> user.userPoolId(chooser.pool.poolId()).username("ann"))
            .userAttributes()
            .stream()
            .filter(attribute -> attribute.name().equals("sub"))
            .findFirst()
            .orElseThrow()
            .value();
    return List.of(chooser.mail.address(), chooser.phone.address(), sub);
  }

  private static ChallengeNameType choosePassword(Chooser chooser, String name, String session) {
    return chooser
        .answer(ChallengeNameType.SELECT_CHALLENGE, name, session, "ANSWER", "PASSWORD")
        .challengeName();
  }

  @Test
  void sessionsDoNotTellWhichNamesBelongTogether() {
    Chooser chooser = named(true);
    String session = chooser.begin("ann").session();
    List<String> others = new ArrayList<>(otherNames(chooser));
    others.add("nobody");
    for (String other : others) {
      assertThat(Refusal.of(() -> choosePassword(chooser, other, session)))
          .as(other)
          .isEqualTo(INVALID);
    }
    assertThat(choosePassword(chooser, "ann", session)).isEqualTo(ChallengeNameType.PASSWORD);
  }

  @Test
  void anyNameOfTheUserAnswersWhereTheClientTellsWhoExists() {
    Chooser chooser = named(false);
    for (String other : otherNames(chooser)) {
      String session = chooser.begin("ann").session();
      assertThat(Refusal.of(() -> choosePassword(chooser, "nobody", session))).isEqualTo(INVALID);
      assertThat(choosePassword(chooser, other, session))
          .as(other)
          .isEqualTo(ChallengeNameType.PASSWORD);
      server.clock().advance(Duration.ofSeconds(1));
    }
  }

  private static Refusal guess(Chooser chooser) {
    return Refusal.of(
        () -> chooser.begin("ann", "PREFERRED_CHALLENGE", "PASSWORD", "PASSWORD", "Wrong-Horse-7"));
  }

  @Test
  void passwordOnTheWayToALevelForgivesEarlierFailures() {
    Chooser chooser = codes();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 4; i++) {
        assertThat(guess(chooser))
            .isEqualTo(Refusal.notAuthorized("Incorrect username or password."));
      }
      assertThat(
              chooser
                  .begin(
                      "ann",
                      "TARGET_ACR_VALUES",
                      LEVEL + 3,
                      "PREFERRED_CHALLENGE",
                      "PASSWORD",
                      "PASSWORD",
                      PoolFixture.PASSWORD)
                  .challengeName())
          .isEqualTo(ChallengeNameType.EMAIL_OTP);
      server.clock().advance(Duration.ofSeconds(1));
    }
  }

  @Test
  void creditOfATokenEndsWithASignOutEverywhere() {
    Chooser chooser = codes();
    InitiateAuthResponse byMail = chooser.begin("ann", "PREFERRED_CHALLENGE", "EMAIL_OTP");
    String token =
        chooser
            .answer(
                ChallengeNameType.EMAIL_OTP,
                "ann",
                byMail.session(),
                "EMAIL_OTP_CODE",
                chooser.mail.code())
            .authenticationResult()
            .accessToken();
    SrpClient srp = Chooser.srp();
    InitiateAuthResponse asked =
        chooser.begin(
            "ann",
            "TARGET_ACR_VALUES",
            LEVEL + 3,
            "ACCESS_TOKEN",
            token,
            "PREFERRED_CHALLENGE",
            "PASSWORD_SRP",
            "SRP_A",
            srp.srpA());
    Map<String, String> proof = chooser.proof(srp, asked.challengeParameters());
    server.clock().advance(Duration.ofSeconds(1));
    chooser.sdk().globalSignOut(out -> out.accessToken(token));
    assertThat(
            Refusal.of(
                () -> chooser.answer(ChallengeNameType.PASSWORD_VERIFIER, asked.session(), proof)))
        .isEqualTo(INVALID);
  }

  @Test
  void sessionOfASignUpEndsWithASignOutEverywhere() {
    Chooser chooser = Chooser.of(server, AuthFactorType.EMAIL_OTP);
    String first =
        chooser
            .sdk()
            .signUp(
                signUp ->
                    signUp
                        .clientId(chooser.clientId)
                        .username("new")
                        .userAttributes(
                            AttributeType.builder()
                                .name("email")
                                .value(chooser.mail.address())
                                .build()))
            .session();
    String session =
        chooser
            .sdk()
            .confirmSignUp(
                confirm ->
                    confirm
                        .clientId(chooser.clientId)
                        .username("new")
                        .confirmationCode(chooser.mail.code())
                        .session(first))
            .session();
    server.clock().advance(Duration.ofSeconds(1));
    chooser
        .sdk()
        .adminUserGlobalSignOut(out -> out.userPoolId(chooser.pool.poolId()).username("new"));
    assertThat(
            Refusal.of(
                () ->
                    chooser
                        .sdk()
                        .initiateAuth(
                            auth ->
                                auth.clientId(chooser.clientId)
                                    .authFlow("USER_AUTH")
                                    .session(session)
                                    .authParameters(Map.of("USERNAME", "new")))))
        .isEqualTo(INVALID);
  }

  @Test
  void passkeysDoNotTellWhoExistsWhereTheyStandForTwoFactors() {
    Chooser chooser = Chooser.hiding(server, AuthFactorType.WEB_AUTHN);
    chooser
        .sdk()
        .setUserPoolMfaConfig(
            set ->
                set.userPoolId(chooser.pool.poolId())
                    .mfaConfiguration(UserPoolMfaType.ON)
                    .softwareTokenMfaConfiguration(token -> token.enabled(true))
                    .webAuthnConfiguration(
                        passkeys ->
                            passkeys
                                .relyingPartyId("example.com")
                                .userVerification("required")
                                .factorConfiguration("MULTI_FACTOR_WITH_USER_VERIFICATION")));
    assertThat(IntStream.range(0, 60).mapToObj(i -> chooser.begin("nobody" + i)))
        .anyMatch(asked -> asked.availableChallengesAsStrings().contains("WEB_AUTHN"));
  }
}
