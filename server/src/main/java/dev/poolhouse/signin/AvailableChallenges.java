package dev.poolhouse.signin;

import dev.poolhouse.pool.MfaPolicy;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.user.Contacts;
import dev.poolhouse.user.User;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// `AvailableChallenges`, which first factors are offered to whom: what the pool allows, of that
/// what the user has, and nothing but the password where a second factor is to follow.
///
/// Source: sign-in reference §1.5; the table of the guide's page on MFA.
final class AvailableChallenges {
  private AvailableChallenges() {}

  /// What is offered to a user. A user who has nothing at all is offered the password, as most
  /// others are.
  ///
  /// @param passkey whether the user has a passkey for the pool's domain
  static List<Choice> of(Pool pool, Person.Known known, boolean passkey) {
    List<Choice> usable = usable(pool, known, passkey);
    return usable.isEmpty() ? Choice.PASSWORDS : usable;
  }

  /// What a user can really use, in a fixed order.
  static List<Choice> usable(Pool pool, Person.Known known, boolean passkey) {
    User user = known.user();
    List<Choice> usable = new ArrayList<>();
    if (known.credential().isPresent()) {
      usable.addAll(Choice.PASSWORDS);
    }
    if (user.status() != UserStatusType.CONFIRMED) {
      return usable;
    }
    List<AuthFactorType> allowed = pool.policy().firstFactors();
    boolean passwordAlone = passwordAlone(pool, user);
    if (allowed.contains(AuthFactorType.EMAIL_OTP)
        && !passwordAlone
        && reachable(user, Contacts.EMAIL)) {
      usable.add(Choice.EMAIL_OTP);
    }
    if (allowed.contains(AuthFactorType.SMS_OTP)
        && !passwordAlone
        && reachable(user, Contacts.PHONE_NUMBER)) {
      usable.add(Choice.SMS_OTP);
    }
    if (allowed.contains(AuthFactorType.WEB_AUTHN)
        && passkey
        && (!passwordAlone || passkeyStandsForTwo(pool.mfaPolicy(), user))) {
      usable.add(Choice.WEB_AUTHN);
    }
    return usable;
  }

  /// Users of second factors, and of pools that demand one, begin with the password.
  private static boolean passwordAlone(Pool pool, User user) {
    return switch (pool.mfaPolicy().mode()) {
      case ON -> true;
      case OPTIONAL -> !UsableFactors.of(pool, user).isEmpty();
      case OFF, UNKNOWN_TO_SDK_VERSION -> false;
    };
  }

  private static boolean passkeyStandsForTwo(MfaPolicy policy, User user) {
    return policy.passkeyCountsTwice() && user.mfa().passkey();
  }

  private static boolean reachable(User user, String attribute) {
    return user.verified(attribute) && user.attribute(attribute).isPresent();
  }

  /// What is offered to a name that belongs to nobody: one of the sets that users of this pool
  /// have, always the same for the name.
  ///
  /// @param seed derived from pool and name with a secret
  /// @param passkey whether a passkey is among them
  static List<Choice> simulated(Pool pool, String typedName, int seed, boolean passkey) {
    List<Choice> offered = new ArrayList<>(simulated(pool, typedName, seed));
    if (passkey) {
      offered.add(Choice.WEB_AUTHN);
    }
    return offered;
  }

  private static List<Choice> simulated(Pool pool, String typedName, int seed) {
    List<Choice> codes = new ArrayList<>();
    if (pool.mfaPolicy().mode() != UserPoolMfaType.ON) {
      List<AuthFactorType> allowed = pool.policy().firstFactors();
      if (allowed.contains(AuthFactorType.EMAIL_OTP)) {
        codes.add(Choice.EMAIL_OTP);
      }
      if (allowed.contains(AuthFactorType.SMS_OTP)) {
        codes.add(Choice.SMS_OTP);
      }
    }
    int kind = Math.floorMod(seed, 3);
    if (codes.isEmpty() || kind == 0) {
      return Choice.PASSWORDS;
    }
    List<Choice> offered = new ArrayList<>(kind == 1 ? Choice.PASSWORDS : List.of());
    offered.add(likelier(codes, typedName));
    return offered;
  }

  /// A name that is an address is likely to be the user's own.
  private static Choice likelier(List<Choice> codes, String typedName) {
    return Contacts.isPhoneNumber(typedName) ? codes.getLast() : codes.getFirst();
  }
}
