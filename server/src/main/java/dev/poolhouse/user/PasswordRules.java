package dev.poolhouse.user;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordPolicyType;

/// What a pool asks of passwords, with the error texts of each operation.
///
/// Source: admin-API reference §9.3, sign-in reference §6.2. Which of several broken rules is named
/// is (unsure): length, upper, lower, numeric, symbol.
public final class PasswordRules {
  private static final String SYMBOLS = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-";
  private static final int DEFAULT_LENGTH = 8;

  private PasswordRules() {}

  /// How an operation begins its refusal.
  public enum Wording {
    /// `AdminCreateUser`
    CREATE("Password did not conform with password policy: "),
    /// `SignUp`
    SIGN_UP("Password did not conform with policy: "),
    /// every operation that sets, changes or resets
    CHANGE("Password does not conform to policy: ");

    private final String beginning;

    Wording(String beginning) {
      this.beginning = beginning;
    }
  }

  /// Refuses a password that breaks a rule: `InvalidPasswordException`.
  public static void check(PoolPolicy policy, Secret password, Wording wording) {
    broken(policy.passwordPolicy(), password.reveal())
        .ifPresent(
            rule -> {
              throw ApiException.of(
                  ErrorCode.INVALID_PASSWORD, wording.beginning + "Password " + rule);
            });
  }

  private static Optional<String> broken(PasswordPolicyType policy, String password) {
    Integer least = policy.minimumLength();
    return Stream.of(
            password.codePointCount(0, password.length())
                    >= (least == null ? DEFAULT_LENGTH : least)
                ? ""
                : "not long enough",
            missing(policy.requireUppercase(), password, PasswordRules::isUpper, "uppercase"),
            missing(policy.requireLowercase(), password, PasswordRules::isLower, "lowercase"),
            missing(policy.requireNumbers(), password, PasswordRules::isDigit, "numeric"),
            hasSymbol(password)
                ? ""
                : missing(policy.requireSymbols(), "", PasswordRules::isSymbol, "symbol"))
        .filter(rule -> !rule.isEmpty())
        .findFirst();
  }

  private static String missing(
      Boolean required, String password, IntPredicate kind, String characters) {
    return Boolean.TRUE.equals(required) && password.chars().noneMatch(kind)
        ? "must have " + characters + " characters"
        : "";
  }

  private static boolean isUpper(int c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isLower(int c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSymbol(int c) {
    return SYMBOLS.indexOf(c) >= 0;
  }

  /// A space counts as a symbol where it neither leads nor trails.
  private static boolean hasSymbol(String password) {
    return password.chars().anyMatch(PasswordRules::isSymbol) || password.strip().contains(" ");
  }
}
