package dev.poolhouse.signin;

import dev.poolhouse.pool.AcrLevel;
import dev.poolhouse.pool.AcrLevels;
import dev.poolhouse.token.Authentication;
import dev.poolhouse.token.AuthenticationMethod;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Factors of a sign-in and the methods that tokens name for them.
final class FactorMethods {
  private FactorMethods() {}

  /// The methods that `factors` stand for. A new password, a device, the code that confirmed a
  /// sign-up and the questions of functions stand for none (unsure).
  static Set<AuthenticationMethod> methods(Set<Factor> factors) {
    Set<AuthenticationMethod> methods = EnumSet.noneOf(AuthenticationMethod.class);
    for (Factor factor : factors) {
      switch (factor) {
        case PASSWORD -> methods.add(AuthenticationMethod.PASSWORD);
        case SMS_MFA, SMS_OTP -> methods.add(AuthenticationMethod.SMS);
        case EMAIL_MFA, EMAIL_OTP -> methods.add(AuthenticationMethod.EMAIL);
        case SOFTWARE_TOKEN -> methods.add(AuthenticationMethod.SOFTWARE_TOKEN);
        case PASSKEY ->
            methods.add(
                factors.contains(Factor.ROAMING_PASSKEY)
                    ? AuthenticationMethod.ROAMING_PASSKEY
                    : AuthenticationMethod.PLATFORM_PASSKEY);
        case NEW_PASSWORD, VERIFIED_PASSKEY, ROAMING_PASSKEY, SIGN_UP_CODE, DEVICE, CUSTOM -> {}
      }
    }
    return methods;
  }

  /// The factors that a token's methods are credited as.
  static Set<Factor> factors(Set<AuthenticationMethod> methods) {
    Set<Factor> factors = EnumSet.noneOf(Factor.class);
    for (AuthenticationMethod method : methods) {
      switch (method) {
        case PASSWORD -> factors.add(Factor.PASSWORD);
        case SMS -> factors.add(Factor.SMS_MFA);
        case EMAIL -> factors.add(Factor.EMAIL_MFA);
        case SOFTWARE_TOKEN -> factors.add(Factor.SOFTWARE_TOKEN);
        case PLATFORM_PASSKEY -> factors.add(Factor.PASSKEY);
        case ROAMING_PASSKEY -> {
          factors.add(Factor.PASSKEY);
          factors.add(Factor.ROAMING_PASSKEY);
        }
      }
    }
    return factors;
  }

  /// How tokens tell that `factors` were proven; the level only where one was asked for.
  static Authentication authentication(Set<Factor> factors, boolean levelAsked, AcrLevels names) {
    Set<AuthenticationMethod> methods = methods(factors);
    Optional<AcrLevel> level = AuthenticationMethod.level(methods);
    return new Authentication(
        AuthenticationMethod.amr(methods), level.filter(_ -> levelAsked).map(names::name));
  }
}
