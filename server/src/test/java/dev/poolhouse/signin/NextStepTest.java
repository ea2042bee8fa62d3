package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.poolhouse.risk.Demand;
import dev.poolhouse.user.MfaFactor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Proves the order of steps for every way to sign in, pool mode, set of second factors and device
/// state, against an oracle written from the sign-in reference (§1.5, §4.1, §5.3) and not from the
/// code.
final class NextStepTest {
  private static final List<Set<Factor>> FIRST =
      List.of(
          EnumSet.of(Factor.PASSWORD),
          EnumSet.of(Factor.EMAIL_OTP),
          EnumSet.of(Factor.SMS_OTP),
          EnumSet.of(Factor.PASSKEY),
          EnumSet.of(Factor.PASSKEY, Factor.VERIFIED_PASSKEY),
          EnumSet.of(Factor.SIGN_UP_CODE),
          EnumSet.of(Factor.CUSTOM),
          EnumSet.of(Factor.PASSWORD, Factor.CUSTOM));

  private static final List<Set<Factor>> LATER =
      List.of(
          EnumSet.noneOf(Factor.class),
          EnumSet.of(Factor.NEW_PASSWORD),
          EnumSet.of(Factor.SMS_MFA),
          EnumSet.of(Factor.SOFTWARE_TOKEN),
          EnumSet.of(Factor.EMAIL_MFA),
          EnumSet.of(Factor.DEVICE));

  private static final List<UserStatusType> STATUS =
      List.of(
          UserStatusType.CONFIRMED,
          UserStatusType.FORCE_CHANGE_PASSWORD,
          UserStatusType.RESET_REQUIRED);

  private static final List<UserPoolMfaType> MODES =
      List.of(UserPoolMfaType.OFF, UserPoolMfaType.OPTIONAL, UserPoolMfaType.ON);

  private static final List<Set<MfaFactor>> USABLE =
      List.of(
          Set.of(),
          Set.of(MfaFactor.SMS_MFA),
          Set.of(MfaFactor.EMAIL_OTP),
          Set.of(MfaFactor.SOFTWARE_TOKEN_MFA),
          Set.of(MfaFactor.SMS_MFA, MfaFactor.SOFTWARE_TOKEN_MFA),
          Set.of(MfaFactor.SMS_MFA, MfaFactor.SOFTWARE_TOKEN_MFA, MfaFactor.EMAIL_OTP));

  private static final List<Optional<MfaFactor>> PREFERRED =
      List.of(Optional.empty(), Optional.of(MfaFactor.SOFTWARE_TOKEN_MFA));

  /// One test per way to sign in, later proof, status and pool mode, with a row for every set of
  /// second factors, preference and device state.
  @TestFactory
  Stream<DynamicTest> everyCombinationLeadsToTheDocumentedStep() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Set<Factor> first : FIRST) {
      for (Set<Factor> later : LATER) {
        Set<Factor> proven = EnumSet.copyOf(first);
        proven.addAll(later);
        for (UserStatusType status : STATUS) {
          for (UserPoolMfaType mode : MODES) {
            tests.add(
                DynamicTest.dynamicTest(
                    proven + ", " + status + ", pool " + mode,
                    () -> assertThat(rows(proven, status, mode)).allSatisfy(NextStepTest::check)));
          }
        }
      }
    }
    return tests.stream();
  }

  private static List<NextStep.Facts> rows(
      Set<Factor> proven, UserStatusType status, UserPoolMfaType mode) {
    List<NextStep.Facts> rows = new ArrayList<>();
    for (Set<MfaFactor> usable : USABLE) {
      for (Optional<MfaFactor> preferred : PREFERRED) {
        for (boolean device : List.of(false, true)) {
          for (boolean counts : List.of(false, true)) {
            for (boolean undecided : List.of(false, true)) {
              rows.add(
                  new NextStep.Facts(
                      proven,
                      status,
                      mode,
                      usable,
                      preferred,
                      counts,
                      undecided,
                      device,
                      Demand.NONE));
            }
          }
        }
      }
    }
    return rows;
  }

  private static void check(NextStep.Facts facts) {
    assertThat(NextStep.after(facts))
        .isEqualTo(facts.undecided() ? documentedUndecided(facts) : documented(facts));
  }

  /// The functions of a custom sign-in are asked for everything but what follows the password at
  /// once: the code of a second factor. They ask for a new password themselves, and a device comes
  /// after them.
  private static NextStep.Step documentedUndecided(NextStep.Facts facts) {
    if (!facts.proven().contains(Factor.PASSWORD)) {
      return NextStep.Step.CUSTOM;
    }
    return switch (documented(facts)) {
      case NEW_PASSWORD, DEVICE, SIGNED_IN -> NextStep.Step.CUSTOM;
      case RESET_REQUIRED,
          MFA_SETUP,
          SELECT_MFA_TYPE,
          SMS_MFA,
          EMAIL_OTP,
          SOFTWARE_TOKEN_MFA,
          CUSTOM,
          FIRST_FACTOR,
          LEVEL_UNREACHABLE,
          FACTOR_LACKING ->
          documented(facts);
    };
  }

  private static NextStep.Step documented(NextStep.Facts facts) {
    if (facts.proven().contains(Factor.PASSWORD)) {
      // a user who must reset gets nowhere with the old password
      if (facts.status() == UserStatusType.RESET_REQUIRED) {
        return NextStep.Step.RESET_REQUIRED;
      }
      // a temporary password is changed before anything else
      if (facts.status() == UserStatusType.FORCE_CHANGE_PASSWORD
          && !facts.proven().contains(Factor.NEW_PASSWORD)) {
        return NextStep.Step.NEW_PASSWORD;
      }
    }
    if (satisfied(facts)) {
      return NextStep.Step.SIGNED_IN;
    }
    // nothing set up, and the pool insists
    if (facts.usable().isEmpty()) {
      return NextStep.Step.MFA_SETUP;
    }
    // a remembered device replaces the code
    if (facts.deviceStandsIn()) {
      return NextStep.Step.DEVICE;
    }
    if (facts.usable().size() > 1
        && (facts.preferred().isEmpty() || !facts.usable().contains(facts.preferred().get()))) {
      return NextStep.Step.SELECT_MFA_TYPE;
    }
    MfaFactor asked =
        facts.usable().size() == 1
            ? facts.usable().iterator().next()
            : facts.preferred().orElseThrow();
    return NextStep.Step.valueOf(asked.name());
  }

  /// §5.3: OFF never asks, OPTIONAL asks who switched a factor on, ON asks always. §1.5: a code in
  /// the place of a password is never followed by another; a verified passkey counts twice where
  /// the pool says so.
  private static boolean satisfied(NextStep.Facts facts) {
    Set<Factor> enough =
        EnumSet.of(
            Factor.EMAIL_OTP,
            Factor.SMS_OTP,
            Factor.SMS_MFA,
            Factor.EMAIL_MFA,
            Factor.SOFTWARE_TOKEN,
            Factor.DEVICE);
    if (facts.passkeyCountsTwice()) {
      enough.add(Factor.VERIFIED_PASSKEY);
    }
    enough.retainAll(facts.proven());
    boolean asked =
        facts.mode() == UserPoolMfaType.ON
            || (facts.mode() == UserPoolMfaType.OPTIONAL && !facts.usable().isEmpty());
    return !asked || !enough.isEmpty();
  }

  @Test
  void nothingFollowsFromNothing() {
    NextStep.Facts facts =
        new NextStep.Facts(
            Set.of(),
            UserStatusType.CONFIRMED,
            UserPoolMfaType.OFF,
            Set.of(),
            Optional.empty(),
            false,
            false,
            false,
            Demand.NONE);
    assertThatIllegalArgumentException().isThrownBy(() -> NextStep.after(facts));
  }
}
