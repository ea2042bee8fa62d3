package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.wire.ApiException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Which password breaks which rule, and how each operation says so.
final class PasswordRulesTest {
  private static final PoolPolicy STRICT =
      new PoolPolicy(
          TestSchemas.pool()
              .policies(
                  policies ->
                      policies.passwordPolicy(
                          password ->
                              password
                                  .minimumLength(8)
                                  .requireLowercase(true)
                                  .requireUppercase(true)
                                  .requireNumbers(true)
                                  .requireSymbols(true)))
              .build());

  private record Case(String password, String broken) {}

  static Stream<Case> passwords() {
    return Stream.of(
        new Case("Aa1!aaaa", ""),
        new Case("Aa1 aaaa", ""),
        new Case("Aa1\\aaaa", ""),
        new Case("Aa1!aaa", "Password not long enough"),
        new Case("Aa1!aaa\uD83D\uDE00", ""),
        new Case("aa1!aaaa", "Password must have uppercase characters"),
        new Case("ÄA1!AAAA", "Password must have lowercase characters"),
        new Case("Aaa!aaaa", "Password must have numeric characters"),
        new Case("Aa1aaaaa", "Password must have symbol characters"),
        new Case(" Aa1aaaaa", "Password must have symbol characters"),
        new Case("Aa1§aaaa", "Password must have symbol characters"));
  }

  @ParameterizedTest
  @MethodSource("passwords")
  void brokenRuleIsNamed(Case given) {
    Throwable refusal =
        catchThrowable(
            () ->
                PasswordRules.check(
                    STRICT, Secret.of(given.password()), PasswordRules.Wording.SIGN_UP));

    if (given.broken().isEmpty()) {
      assertThat(refusal).isNull();
    } else {
      assertThat(refusal)
          .hasMessage(
              "InvalidPasswordException: Password did not conform with policy: " + given.broken());
    }
  }

  @ParameterizedTest
  @EnumSource(PasswordRules.Wording.class)
  void eachOperationHasItsWording(PasswordRules.Wording wording) {
    String beginning =
        switch (wording) {
          case CREATE -> "Password did not conform with password policy: ";
          case SIGN_UP -> "Password did not conform with policy: ";
          case CHANGE -> "Password does not conform to policy: ";
        };

    assertThatThrownBy(() -> PasswordRules.check(STRICT, Secret.of("short"), wording))
        .isInstanceOf(ApiException.class)
        .hasMessage("InvalidPasswordException: " + beginning + "Password not long enough");
  }
}
