package dev.poolhouse.signin;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.user.MfaFactor;
import dev.poolhouse.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;

/// What a user can sign in with. May be shared.
public final class AuthFactors {
  private final People people;
  private final PasskeySteps passkeys;

  AuthFactors(People people, PasskeySteps passkeys) {
    this.people = people;
    this.passkeys = passkeys;
  }

  /// `ConfiguredUserAuthFactors`: the first factors that `USER_AUTH` would take now, and the code
  /// generator where the user has switched it on (the latter unsure).
  List<AuthFactorType> configured(Pool pool, User user) {
    Person person = people.known(user);
    Optional<Person.Known> known = person.known();
    List<AuthFactorType> factors = new ArrayList<>();
    if (known.isPresent()) {
      AvailableChallenges.usable(pool, known.get(), passkeys.has(pool, person)).stream()
          .map(AuthFactors::type)
          .distinct()
          .forEach(factors::add);
    }
    if (user.mfa().enabled().contains(MfaFactor.SOFTWARE_TOKEN_MFA)) {
      factors.add(AuthFactorType.SOFTWARE_TOKEN);
    }
    return factors;
  }

  private static AuthFactorType type(Choice choice) {
    return switch (choice) {
      case PASSWORD, PASSWORD_SRP -> AuthFactorType.PASSWORD;
      case EMAIL_OTP -> AuthFactorType.EMAIL_OTP;
      case SMS_OTP -> AuthFactorType.SMS_OTP;
      case WEB_AUTHN -> AuthFactorType.WEB_AUTHN;
    };
  }
}
