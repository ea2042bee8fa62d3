package dev.poolhouse.signin;

import dev.poolhouse.pool.AcrLevel;
import dev.poolhouse.pool.AcrLevels;
import dev.poolhouse.token.Authentication;
import dev.poolhouse.token.ProofMethod;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Factors of a sign-in and the methods that tokens name for them.
final class Proofs {
  private Proofs() {}

  /// The methods that `factors` stand for. A new password, a device and the code that confirmed a
  /// sign-up stand for none (unsure).
  static Set<ProofMethod> methods(Set<Factor> factors) {
    Set<ProofMethod> methods = EnumSet.noneOf(ProofMethod.class);
    for (Factor factor : factors) {
      switch (factor) {
        case PASSWORD -> methods.add(ProofMethod.PASSWORD);
        case SMS_MFA, SMS_OTP -> methods.add(ProofMethod.SMS);
        case EMAIL_MFA, EMAIL_OTP -> methods.add(ProofMethod.EMAIL);
        case SOFTWARE_TOKEN -> methods.add(ProofMethod.SOFTWARE_TOKEN);
        case PASSKEY ->
            methods.add(
                factors.contains(Factor.ROAMING_PASSKEY)
                    ? ProofMethod.ROAMING_PASSKEY
                    : ProofMethod.PLATFORM_PASSKEY);
        case NEW_PASSWORD, VERIFIED_PASSKEY, ROAMING_PASSKEY, SIGN_UP_CODE, DEVICE -> {}
      }
    }
    return methods;
  }

  /// The factors that a token's methods are credited as.
  static Set<Factor> factors(Set<ProofMethod> methods) {
    Set<Factor> factors = EnumSet.noneOf(Factor.class);
    for (ProofMethod method : methods) {
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
    Set<ProofMethod> methods = methods(factors);
    Optional<AcrLevel> level = ProofMethod.level(methods);
    return new Authentication(
        ProofMethod.amr(methods), level.filter(_ -> levelAsked).map(names::name));
  }
}
