package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.risk.Demand;
import dev.poolhouse.user.MfaFactor;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// What the risk of a sign-in adds to the order of steps: a second factor that would not be asked
/// for otherwise, and a refusal where there is none. A remembered device is not enough.
final class DemandedFactorTest {
  private static final Set<MfaFactor> SMS = Set.of(MfaFactor.SMS_MFA);

  record Case(
      String name,
      Demand demand,
      UserPoolMfaType mode,
      Set<MfaFactor> usable,
      Set<Factor> proven,
      boolean device,
      NextStep.Step step) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    Set<Factor> password = Set.of(Factor.PASSWORD);
    Set<Factor> both = Set.of(Factor.PASSWORD, Factor.SMS_MFA);
    return Stream.of(
        new Case(
            "nothing demanded, no factors in the pool",
            Demand.NONE,
            UserPoolMfaType.OFF,
            SMS,
            password,
            false,
            NextStep.Step.SIGNED_IN),
        new Case(
            "a factor demanded, no factors in the pool, the user has one all the same",
            Demand.MFA_IF_CONFIGURED,
            UserPoolMfaType.OFF,
            SMS,
            password,
            false,
            NextStep.Step.SMS_MFA),
        new Case(
            "a factor demanded if there is one, and there is",
            Demand.MFA_IF_CONFIGURED,
            UserPoolMfaType.OPTIONAL,
            SMS,
            password,
            false,
            NextStep.Step.SMS_MFA),
        new Case(
            "a factor demanded if there is one, and there is none",
            Demand.MFA_IF_CONFIGURED,
            UserPoolMfaType.OPTIONAL,
            Set.of(),
            password,
            false,
            NextStep.Step.SIGNED_IN),
        new Case(
            "a factor demanded, and there is none",
            Demand.MFA_REQUIRED,
            UserPoolMfaType.OPTIONAL,
            Set.of(),
            password,
            false,
            NextStep.Step.FACTOR_LACKING),
        new Case(
            "a factor demanded, none there, and the pool would set one up",
            Demand.MFA_REQUIRED,
            UserPoolMfaType.ON,
            Set.of(),
            password,
            false,
            NextStep.Step.FACTOR_LACKING),
        new Case(
            "a factor demanded and proven",
            Demand.MFA_REQUIRED,
            UserPoolMfaType.OPTIONAL,
            SMS,
            both,
            false,
            NextStep.Step.SIGNED_IN),
        new Case(
            "a factor demanded of a remembered device",
            Demand.MFA_REQUIRED,
            UserPoolMfaType.OPTIONAL,
            SMS,
            password,
            true,
            NextStep.Step.SMS_MFA),
        new Case(
            "a remembered device, nothing demanded",
            Demand.NONE,
            UserPoolMfaType.OPTIONAL,
            SMS,
            password,
            true,
            NextStep.Step.DEVICE),
        new Case(
            "a factor demanded after a code as first factor",
            Demand.MFA_REQUIRED,
            UserPoolMfaType.OPTIONAL,
            Set.of(),
            Set.of(Factor.EMAIL_OTP),
            false,
            NextStep.Step.SIGNED_IN));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void demandDecides(Case given) {
    assertThat(
            NextStep.after(
                new NextStep.Facts(
                    given.proven(),
                    UserStatusType.CONFIRMED,
                    given.mode(),
                    given.usable(),
                    Optional.empty(),
                    false,
                    false,
                    given.device(),
                    given.demand())))
        .isEqualTo(given.step());
  }
}
