package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.TotpDevice;
import dev.poolhouse.user.MfaFactor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Proves how authentication levels are reached from scratch and from a token, what tokens tell of
/// them then and after a refresh. Refusals are proven in [StepUpRefusalsTest], what leads to which
/// level in `LevelPathsTest`.
@EachServer
final class StepUpTest {
  static final String LEVEL = "urn:cognito:loa:";
  static final Refusal UNREACHABLE =
      Refusal.invalidParameter("The user has no factors for the requested authentication levels.");
  static final Refusal REACHED =
      Refusal.invalidParameter("ACCESS_TOKEN has the requested authentication level already.");
  private static final JsonMapper JSON = new JsonMapper();

  private final TestServer server;

  StepUpTest(TestServer server) {
    this.server = server;
  }

  private static JsonNode claims(String jwt) {
    byte[] payload = Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]);
    return JSON.readTree(new String(payload, StandardCharsets.UTF_8));
  }

  /// `acr` and `amr`, the same in both tokens.
  private static String shown(AuthenticationResultType tokens) {
    JsonNode access = claims(tokens.accessToken());
    JsonNode id = claims(tokens.idToken());
    assertThat(id.get("acr")).isEqualTo(access.get("acr"));
    assertThat(id.get("amr")).isEqualTo(access.get("amr"));
    return access.path("acr").asString("none") + " " + access.path("amr");
  }

  private Chooser codes() {
    return codes(server);
  }

  static Chooser codes(TestServer server) {
    return Chooser.of(server, AuthFactorType.EMAIL_OTP).user("ann");
  }

  static AuthenticationResultType byPassword(Chooser chooser, String... more) {
    Map<String, String> all = Chooser.map(more);
    all.put("PREFERRED_CHALLENGE", "PASSWORD");
    all.put("PASSWORD", PoolFixture.PASSWORD);
    String[] parameters =
        all.entrySet().stream()
            .flatMap(one -> Stream.of(one.getKey(), one.getValue()))
            .toArray(String[]::new);
    return chooser.begin("ann", parameters).authenticationResult();
  }

  private static RespondToAuthChallengeResponse choosePassword(Chooser chooser, String session) {
    return chooser.answer(
        ChallengeNameType.SELECT_CHALLENGE,
        "ann",
        session,
        "ANSWER",
        "PASSWORD",
        "PASSWORD",
        PoolFixture.PASSWORD);
  }

  private static AuthenticationResultType byMail(Chooser chooser, String session) {
    return chooser
        .answer(ChallengeNameType.EMAIL_OTP, "ann", session, "EMAIL_OTP_CODE", chooser.mail.code())
        .authenticationResult();
  }

  @Test
  void claimsAreShownWhereALevelWasAskedForAndKeptByARefresh() {
    Chooser chooser = codes();
    AuthenticationResultType plain = byPassword(chooser);
    assertThat(claims(plain.accessToken()).has("acr")).isFalse();
    assertThat(claims(plain.accessToken()).has("amr")).isFalse();

    AuthenticationResultType one = byPassword(chooser, "TARGET_ACR_VALUES", LEVEL + 1);
    assertThat(shown(one)).isEqualTo(LEVEL + "1 [\"pwd\"]");
    server.clock().advance(Duration.ofMinutes(5));
    AuthenticationResultType refreshed =
        chooser
            .sdk()
            .getTokensFromRefreshToken(
                get -> get.clientId(chooser.clientId).refreshToken(one.refreshToken()))
            .authenticationResult();
    assertThat(shown(refreshed)).isEqualTo(LEVEL + "1 [\"pwd\"]");
    assertThat(claims(refreshed.accessToken()).get("auth_time"))
        .isEqualTo(claims(one.accessToken()).get("auth_time"));
  }

  @Test
  void onlyWhatLeadsToTheLevelIsOffered() {
    Chooser chooser = codes();
    InitiateAuthResponse two = chooser.begin("ann", "TARGET_ACR_VALUES", LEVEL + 2);
    assertThat(two.challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
    assertThat(shown(byMail(chooser, two.session()))).isEqualTo(LEVEL + "2 [\"email_otp\"]");

    InitiateAuthResponse three =
        chooser.begin("ann", "TARGET_ACR_VALUES", LEVEL + 3, "PREFERRED_CHALLENGE", "EMAIL_OTP");
    assertThat(three.availableChallengesAsStrings()).containsExactly("PASSWORD_SRP", "PASSWORD");
    RespondToAuthChallengeResponse code = choosePassword(chooser, three.session());
    assertThat(code.challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
    assertThat(shown(byMail(chooser, code.session())))
        .isEqualTo(LEVEL + "3 [\"pwd\",\"email_otp\",\"mfa\"]");
  }

  @Test
  void listFallsBackToWhatTheUserCanReach() {
    Chooser chooser = codes();
    String wish = "urn:unknown " + LEVEL + 4 + " " + LEVEL + 2;
    assertThat(chooser.begin("ann", "TARGET_ACR_VALUES", wish).challengeName())
        .isEqualTo(ChallengeNameType.EMAIL_OTP);
  }

  @Test
  void tokenIsRaisedByWhatIsMissing() {
    Chooser chooser = codes();
    AuthenticationResultType first = byPassword(chooser);
    server.clock().advance(Duration.ofSeconds(30));
    InitiateAuthResponse asked =
        chooser.begin(
            "ann",
            "TARGET_ACR_VALUES",
            LEVEL + 3,
            "ACCESS_TOKEN",
            first.accessToken(),
            "MAX_AGE",
            "60");
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
    AuthenticationResultType raised = byMail(chooser, asked.session());
    assertThat(shown(raised)).isEqualTo(LEVEL + "3 [\"pwd\",\"email_otp\",\"mfa\"]");
    assertThat(claims(raised.accessToken()).get("origin_jti"))
        .isNotEqualTo(claims(first.accessToken()).get("origin_jti"));
    assertThat(claims(raised.accessToken()).get("auth_time").asLong())
        .isGreaterThan(claims(first.accessToken()).get("auth_time").asLong());
  }

  @Test
  void tokenThatIsTooOldCountsForNothing() {
    Chooser chooser = codes();
    AuthenticationResultType first = byPassword(chooser);
    server.clock().advance(Duration.ofSeconds(61));
    InitiateAuthResponse asked =
        chooser.begin(
            "ann",
            "TARGET_ACR_VALUES",
            LEVEL + 3,
            "ACCESS_TOKEN",
            first.accessToken(),
            "MAX_AGE",
            "60");
    assertThat(asked.challengeName()).isEqualTo(ChallengeNameType.SELECT_CHALLENGE);
    assertThat(asked.availableChallengesAsStrings()).containsExactly("PASSWORD_SRP", "PASSWORD");
  }

  @Test
  void passwordOfATokenCountsUntilItIsReplaced() {
    Chooser chooser = codes();
    AuthenticationResultType first = byPassword(chooser);
    server.clock().advance(Duration.ofSeconds(2));
    chooser
        .sdk()
        .adminSetUserPassword(
            set ->
                set.userPoolId(chooser.pool.poolId())
                    .username("ann")
                    .password(PoolFixture.PASSWORD)
                    .permanent(true));
    assertThat(
            chooser
                .begin("ann", "TARGET_ACR_VALUES", LEVEL + 3, "ACCESS_TOKEN", first.accessToken())
                .availableChallengesAsStrings())
        .containsExactly("PASSWORD_SRP", "PASSWORD");
  }

  @Test
  void codeOfATokenIsRaisedByThePassword() {
    Chooser chooser = codes();
    AuthenticationResultType first =
        byMail(chooser, chooser.begin("ann", "PREFERRED_CHALLENGE", "EMAIL_OTP").session());
    InitiateAuthResponse asked =
        chooser.begin("ann", "TARGET_ACR_VALUES", LEVEL + 3, "ACCESS_TOKEN", first.accessToken());
    assertThat(asked.availableChallengesAsStrings()).containsExactly("PASSWORD_SRP", "PASSWORD");
    AuthenticationResultType raised =
        choosePassword(chooser, asked.session()).authenticationResult();
    assertThat(shown(raised)).isEqualTo(LEVEL + "3 [\"pwd\",\"email_otp\",\"mfa\"]");
  }

  @Test
  void generatorReachesTheHighestLevelAndIsNeverLeftOut() {
    Chooser chooser = Chooser.of(server).user("ann");
    SecondFactors factors = new SecondFactors(server, chooser.pool);
    factors.offer(UserPoolMfaType.OPTIONAL, MfaFactor.SOFTWARE_TOKEN_MFA, MfaFactor.EMAIL_OTP);
    String before = byPassword(chooser).accessToken();
    TotpDevice device = factors.enrol(before);
    factors.prefer("ann", MfaFactor.EMAIL_OTP, MfaFactor.SOFTWARE_TOKEN_MFA);

    InitiateAuthResponse four =
        chooser.begin("ann", "TARGET_ACR_VALUES", LEVEL + 4, "ACCESS_TOKEN", before);
    assertThat(four.challengeName())
        .as("the level decides, not the preference")
        .isEqualTo(ChallengeNameType.SOFTWARE_TOKEN_MFA);
    assertThat(
            shown(
                chooser
                    .answer(
                        ChallengeNameType.SOFTWARE_TOKEN_MFA,
                        "ann",
                        four.session(),
                        "SOFTWARE_TOKEN_MFA_CODE",
                        device.freshCode())
                    .authenticationResult()))
        .isEqualTo(LEVEL + "4 [\"pwd\",\"otp\",\"mfa\"]");

    InitiateAuthResponse one =
        chooser.begin(
            "ann",
            "TARGET_ACR_VALUES",
            LEVEL + 1,
            "PREFERRED_CHALLENGE",
            "PASSWORD",
            "PASSWORD",
            PoolFixture.PASSWORD);
    assertThat(one.challengeName()).isEqualTo(ChallengeNameType.EMAIL_OTP);
    assertThat(shown(byMail(chooser, one.session())))
        .isEqualTo(LEVEL + "3 [\"pwd\",\"email_otp\",\"mfa\"]");
  }

  @Test
  void namesAreThePoolsAndRenamingThemGivesNoTokensForNothing() {
    Chooser chooser = codes();
    AuthenticationResultType first = byPassword(chooser, "TARGET_ACR_VALUES", LEVEL + 1);
    server.call(
        "UpdateUserPool",
        """
        {"UserPoolId":"%s","AcrConfiguration":{"Level1":{"AcrValue":"low"},"Level2":{"AcrValue":"%s1"}},
         "AutoVerifiedAttributes":["email"],
         "Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}}
        """
            .formatted(chooser.pool.poolId(), LEVEL));
    assertThat(shown(byPassword(chooser, "TARGET_ACR_VALUES", "low"))).isEqualTo("low [\"pwd\"]");
    assertThat(
            Refusal.of(
                () ->
                    chooser.begin(
                        "ann", "TARGET_ACR_VALUES", "low", "ACCESS_TOKEN", first.accessToken())))
        .isEqualTo(REACHED);
    assertThat(
            chooser
                .begin("ann", "TARGET_ACR_VALUES", LEVEL + 1, "ACCESS_TOKEN", first.accessToken())
                .challengeName())
        .as("the name is that of the second level now")
        .isEqualTo(ChallengeNameType.EMAIL_OTP);
  }

  @Test
  void creditDoesNotForgiveFailedPasswords() {
    Chooser chooser = codes();
    String token = byPassword(chooser).accessToken();
    Consumer<String> guess =
        _ ->
            assertThat(
                    Refusal.of(
                        () ->
                            chooser.begin(
                                "ann",
                                "PREFERRED_CHALLENGE",
                                "PASSWORD",
                                "PASSWORD",
                                "Wrong-Horse-7")))
                .isEqualTo(Refusal.notAuthorized("Incorrect username or password."));
    List.of("1", "2", "3", "4").forEach(guess);
    InitiateAuthResponse asked =
        chooser.begin("ann", "TARGET_ACR_VALUES", LEVEL + 3, "ACCESS_TOKEN", token);
    byMail(chooser, asked.session());
    guess.accept("5");
    assertThat(Refusal.of(() -> byPassword(chooser)))
        .isEqualTo(Refusal.notAuthorized("Password attempts exceeded"));
  }
}
