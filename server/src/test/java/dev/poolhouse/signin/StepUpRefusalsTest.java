package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.user.MfaFactor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;

/// Proves each refusal of a call that wants an authentication level, and that clients which hide
/// who exists tell nothing by it. How levels are reached is proven in [StepUpTest].
@EachServer
final class StepUpRefusalsTest {
  private final TestServer server;

  StepUpRefusalsTest(TestServer server) {
    this.server = server;
  }

  @Test
  void hidingClientTellsWhatIsMissingOnlyAfterThePassword() {
    Chooser chooser = Chooser.hiding(server, AuthFactorType.EMAIL_OTP).user("ann");
    assertThat(chooser.begin("ann", "TARGET_ACR_VALUES", StepUpTest.LEVEL + 4).challengeName())
        .isEqualTo(ChallengeNameType.SELECT_CHALLENGE);
    assertThat(
            Refusal.of(
                () -> StepUpTest.byPassword(chooser, "TARGET_ACR_VALUES", StepUpTest.LEVEL + 4)))
        .isEqualTo(StepUpTest.UNREACHABLE);
  }

  @Test
  void hidingClientOffersTheSameToUsersWithAGenerator() {
    Chooser chooser = Chooser.hiding(server, AuthFactorType.EMAIL_OTP).user("ann");
    SecondFactors factors = new SecondFactors(server, chooser.pool);
    factors.offer(UserPoolMfaType.OPTIONAL, MfaFactor.SOFTWARE_TOKEN_MFA);
    factors.enrol(StepUpTest.byPassword(chooser).accessToken());
    factors.prefer("ann", MfaFactor.SOFTWARE_TOKEN_MFA);
    factors.offer(UserPoolMfaType.OFF);
    assertThat(
            chooser
                .begin("ann", "TARGET_ACR_VALUES", StepUpTest.LEVEL + 4)
                .availableChallengesAsStrings())
        .isEqualTo(chooser.begin("ann").availableChallengesAsStrings())
        .contains("EMAIL_OTP");
    assertThat(
            chooser
                .begin(
                    "ann",
                    "TARGET_ACR_VALUES",
                    StepUpTest.LEVEL + 4,
                    "PREFERRED_CHALLENGE",
                    "PASSWORD",
                    "PASSWORD",
                    PoolFixture.PASSWORD)
                .challengeName())
        .isEqualTo(ChallengeNameType.SOFTWARE_TOKEN_MFA);
  }

  @Test
  void lowerTierHasNoLevels() {
    Chooser chooser = Chooser.of(server).user("ann");
    chooser
        .sdk()
        .updateUserPool(
            update -> update.userPoolId(chooser.pool.poolId()).userPoolTier(UserPoolTierType.LITE));
    assertThat(Refusal.of(() -> chooser.begin("ann", "TARGET_ACR_VALUES", StepUpTest.LEVEL + 1)))
        .isEqualTo(
            new Refusal(
                "FeatureUnavailableInTierException",
                "TARGET_ACR_VALUES needs the ESSENTIALS or PLUS tier."));
  }

  /// @param begin given a fresh access token of user `ann`
  private record Case(String name, Step begin, Refusal refusal) {
    @Override
    public String toString() {
      return name;
    }
  }

  /// What a case does.
  @FunctionalInterface
  private interface Step {
    void run(Chooser chooser, String token);
  }

  static Stream<Case> refusals() {
    String target = "TARGET_ACR_VALUES";
    return Stream.of(
        new Case(
            "a token without a level",
            (chooser, token) -> chooser.begin("ann", "ACCESS_TOKEN", token),
            Refusal.invalidParameter("Missing required parameter TARGET_ACR_VALUES")),
        new Case(
            "no level of the pool",
            (chooser, _) -> chooser.begin("ann", target, "urn:a urn:b"),
            Refusal.invalidParameter(
                "TARGET_ACR_VALUES has no authentication level of the user pool.")),
        new Case(
            "an age that is none",
            (chooser, _) -> chooser.begin("ann", target, StepUpTest.LEVEL + 1, "MAX_AGE", "-1"),
            Refusal.invalidParameter("MAX_AGE must be a number of seconds.")),
        new Case(
            "no factor for it",
            (chooser, _) -> chooser.begin("ann", target, StepUpTest.LEVEL + 4),
            StepUpTest.UNREACHABLE),
        new Case(
            "no factor for it, with a token",
            (chooser, token) ->
                chooser.begin("ann", target, StepUpTest.LEVEL + 4, "ACCESS_TOKEN", token),
            StepUpTest.UNREACHABLE),
        new Case(
            "a token that has it",
            (chooser, token) ->
                chooser.begin("ann", target, StepUpTest.LEVEL + 1, "ACCESS_TOKEN", token),
            StepUpTest.REACHED),
        new Case(
            "another user's token",
            (chooser, token) -> {
              chooser.pool.confirmedUser("bob");
              chooser.begin("bob", target, StepUpTest.LEVEL + 1, "ACCESS_TOKEN", token);
            },
            Refusal.invalidParameter("ACCESS_TOKEN is not of the user that USERNAME names.")),
        new Case(
            "nonsense for a token",
            (chooser, _) ->
                chooser.begin("ann", target, StepUpTest.LEVEL + 3, "ACCESS_TOKEN", "nonsense"),
            Refusal.notAuthorized("Invalid Access Token")),
        new Case(
            "a token of another client",
            (chooser, _) ->
                chooser.begin(
                    "ann",
                    target,
                    StepUpTest.LEVEL + 3,
                    "ACCESS_TOKEN",
                    chooser.pool.accessToken("ann")),
            Refusal.notAuthorized("Invalid Access Token")),
        new Case(
            "a token of someone signed out",
            (chooser, token) -> {
              chooser
                  .sdk()
                  .adminUserGlobalSignOut(
                      out -> out.userPoolId(chooser.pool.poolId()).username("ann"));
              chooser.begin("ann", target, StepUpTest.LEVEL + 3, "ACCESS_TOKEN", token);
            },
            Refusal.notAuthorized("Access Token has been revoked")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(Case refused) {
    Chooser chooser = StepUpTest.codes(server);
    String token = StepUpTest.byPassword(chooser).accessToken();
    assertThat(Refusal.of(() -> refused.begin().run(chooser, token))).isEqualTo(refused.refusal());
  }
}
