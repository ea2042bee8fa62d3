package dev.poolhouse.signin;

import dev.poolhouse.pool.MfaPolicy;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.user.Contacts;
import dev.poolhouse.user.MfaFactor;
import dev.poolhouse.user.User;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Which second factors a user can be asked for.
///
/// Source: sign-in reference §5.1 to §5.3.
final class UsableFactors {
  private UsableFactors() {}

  /// What the user switched on, as far as the pool and the user's attributes still allow it. A code
  /// generator once enrolled is kept when the pool gives them up. Where the pool demands SMS and
  /// nothing else, the phone number is enough.
  static Set<MfaFactor> of(Pool pool, User user) {
    Set<MfaFactor> usable = EnumSet.noneOf(MfaFactor.class);
    user.mfa().enabled().stream()
        .filter(factor -> possible(pool.mfaPolicy(), user, factor))
        .forEach(usable::add);
    if (usable.isEmpty()
        && pool.mfaPolicy().demandsSmsAlone()
        && has(user, Contacts.PHONE_NUMBER)) {
      usable.add(MfaFactor.SMS_MFA);
    }
    return usable;
  }

  /// What a user who switched nothing on could still be asked for: the phone number, verified or
  /// not, the e-mail address, and a generator that was set up, as far as the pool has second
  /// factors (e-mail unsure).
  ///
  /// Source: developer guide, "Adaptive authentication overview".
  ///
  /// @param generator whether the user has set a generator up
  static Set<MfaFactor> configured(Pool pool, User user, BooleanSupplier generator) {
    MfaPolicy policy = pool.mfaPolicy();
    Set<MfaFactor> configured = EnumSet.noneOf(MfaFactor.class);
    if (policy.mode() == UserPoolMfaType.OFF) {
      return configured;
    }
    for (MfaFactor factor : ofPool(policy)) {
      if (factor == MfaFactor.SOFTWARE_TOKEN_MFA
          ? generator.getAsBoolean()
          : possible(policy, user, factor)) {
        configured.add(factor);
      }
    }
    return configured;
  }

  /// What the pool lets users set up.
  static Set<MfaFactor> ofPool(MfaPolicy policy) {
    Set<MfaFactor> factors = EnumSet.noneOf(MfaFactor.class);
    if (policy.sms()) {
      factors.add(MfaFactor.SMS_MFA);
    }
    if (policy.softwareToken()) {
      factors.add(MfaFactor.SOFTWARE_TOKEN_MFA);
    }
    if (policy.email()) {
      factors.add(MfaFactor.EMAIL_OTP);
    }
    return factors;
  }

  private static boolean possible(MfaPolicy policy, User user, MfaFactor factor) {
    return switch (factor) {
      case SOFTWARE_TOKEN_MFA -> true;
      case SMS_MFA -> policy.sms() && has(user, Contacts.PHONE_NUMBER);
      case EMAIL_OTP -> policy.email() && has(user, Contacts.EMAIL);
    };
  }

  private static boolean has(User user, String attribute) {
    return user.attribute(attribute).filter(value -> !value.isEmpty()).isPresent();
  }
}
