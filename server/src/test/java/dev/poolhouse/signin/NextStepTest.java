package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Proves the order of steps for every status, pool mode and set of proofs, against an oracle
/// written from the reference and not from the code.
final class NextStepTest {

  @TestFactory
  Stream<DynamicTest> everyCombinationLeadsToTheDocumentedStep() {
    List<DynamicTest> rows = new ArrayList<>();
    for (UserStatusType status : UserStatusType.knownValues()) {
      for (UserPoolMfaType mfa : UserPoolMfaType.knownValues()) {
        for (Set<Factor> proven :
            List.of(
                EnumSet.of(Factor.PASSWORD), EnumSet.of(Factor.PASSWORD, Factor.NEW_PASSWORD))) {
          NextStep.Facts facts = new NextStep.Facts(proven, status, mfa);
          rows.add(
              DynamicTest.dynamicTest(
                  facts.toString(),
                  () -> assertThat(NextStep.after(facts)).isEqualTo(documented(facts))));
        }
      }
    }
    return rows.stream();
  }

  /// The reference: a user who must reset gets nowhere; a temporary password is changed before
  /// anything else; a pool that demands a second factor never gives tokens without one.
  private static NextStep.Step documented(NextStep.Facts facts) {
    if (facts.status() == UserStatusType.RESET_REQUIRED) {
      return NextStep.Step.RESET_REQUIRED;
    }
    boolean temporary = facts.status() == UserStatusType.FORCE_CHANGE_PASSWORD;
    if (temporary && !facts.proven().contains(Factor.NEW_PASSWORD)) {
      return NextStep.Step.NEW_PASSWORD;
    }
    return facts.mfa() == UserPoolMfaType.ON
        ? NextStep.Step.SECOND_FACTOR_MISSING
        : NextStep.Step.SIGNED_IN;
  }

  @Test
  void nothingFollowsFromNothing() {
    NextStep.Facts facts =
        new NextStep.Facts(Set.of(), UserStatusType.CONFIRMED, UserPoolMfaType.OFF);
    assertThatIllegalArgumentException().isThrownBy(() -> NextStep.after(facts));
  }
}
