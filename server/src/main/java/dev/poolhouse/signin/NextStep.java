package dev.poolhouse.signin;

import dev.poolhouse.risk.Demand;
import dev.poolhouse.user.MfaFactor;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// What comes next in a sign-in: the one place that knows the order of steps (sign-in reference
/// §4.1).
///
/// ```
/// first factor → NEW_PASSWORD_REQUIRED (temporary password)
///   → remembered device, or MFA_SETUP, SELECT_MFA_TYPE, one second factor (pool or user demands one)
///   → tokens
/// ```
public final class NextStep {
  private NextStep() {}

  /// What is known when the step is chosen.
  ///
  /// @param proven what has been proven so far
  /// @param status the user's status
  /// @param mode whether the pool asks for a second factor
  /// @param usable second factors that this user can be asked for
  /// @param preferred the one that the user prefers
  /// @param passkeyCountsTwice whether a verified passkey stands for two factors
  /// @param undecided whether the pool's own functions still decide, as in custom sign-ins
  /// @param deviceStandsIn whether the client named a remembered device that may take the place of
  ///   a second factor
  /// @param demanded what the risk of the sign-in demands
  public record Facts(
      Set<Factor> proven,
      UserStatusType status,
      UserPoolMfaType mode,
      Set<MfaFactor> usable,
      Optional<MfaFactor> preferred,
      boolean passkeyCountsTwice,
      boolean undecided,
      boolean deviceStandsIn,
      Demand demanded) {
    public Facts {
      proven = Set.copyOf(proven);
      usable = Set.copyOf(usable);
    }
  }

  /// What to do.
  public enum Step {
    /// ask the pool's own functions
    CUSTOM,
    /// issue tokens
    SIGNED_IN,
    /// ask for a new password
    NEW_PASSWORD,
    /// refuse: the password must be reset first
    RESET_REQUIRED,
    /// ask for the proof of the remembered device
    DEVICE,
    /// ask to set up a second factor
    MFA_SETUP,
    /// ask which second factor to use
    SELECT_MFA_TYPE,
    /// ask for a code sent by SMS
    SMS_MFA,
    /// ask for a code sent by e-mail
    EMAIL_OTP,
    /// ask for a code of the generator
    SOFTWARE_TOKEN_MFA,
    /// ask for one more first factor, for the wanted level
    FIRST_FACTOR,
    /// refuse: the user lacks the factors for the wanted level
    LEVEL_UNREACHABLE,
    /// refuse: the risk demands a second factor, and the user has none
    FACTOR_LACKING
  }

  /// What the authentication level that the client wants still needs.
  public enum Lacking {
    /// nothing, or no level is wanted
    NOTHING,
    /// one of the usable second factors
    SECOND_FACTOR,
    /// one more first factor
    FIRST_FACTOR,
    /// something that the user does not have
    UNREACHABLE
  }

  /// The step that follows once a first factor has been proven.
  public static Step after(Facts facts) {
    return after(facts, Lacking.NOTHING);
  }

  /// The step that follows where the client wants an authentication level. What the pool or the
  /// user demand anyway comes first.
  public static Step after(Facts facts, Lacking lacking) {
    if (facts.undecided()) {
      return undecided(facts);
    }
    if (facts.proven().stream().noneMatch(Factor::first)) {
      throw new IllegalArgumentException("no first factor has been proven");
    }
    if (facts.proven().contains(Factor.PASSWORD)) {
      if (facts.status() == UserStatusType.RESET_REQUIRED) {
        return Step.RESET_REQUIRED;
      }
      if (facts.status() == UserStatusType.FORCE_CHANGE_PASSWORD
          && !facts.proven().contains(Factor.NEW_PASSWORD)) {
        return Step.NEW_PASSWORD;
      }
    }
    if (lacksDemanded(facts)) {
      return Step.FACTOR_LACKING;
    }
    if (needsSecond(facts)) {
      return second(facts);
    }
    return switch (lacking) {
      case NOTHING -> Step.SIGNED_IN;
      case SECOND_FACTOR -> second(facts);
      case FIRST_FACTOR -> Step.FIRST_FACTOR;
      case UNREACHABLE -> Step.LEVEL_UNREACHABLE;
    };
  }

  /// In a custom sign-in a second factor follows the password at once, a new password when the
  /// functions ask for it, and a device after they have let the user in. Without a password the
  /// second factor comes after them, too.
  ///
  /// Source: the guide's page on custom challenge triggers; sign-in reference §4.1.
  private static Step undecided(Facts facts) {
    boolean password = facts.proven().contains(Factor.PASSWORD);
    if (password && facts.status() == UserStatusType.RESET_REQUIRED) {
      return Step.RESET_REQUIRED;
    }
    boolean renewing =
        facts.status() == UserStatusType.FORCE_CHANGE_PASSWORD
            && !facts.proven().contains(Factor.NEW_PASSWORD);
    if (!password || renewing || !needsSecond(facts)) {
      return Step.CUSTOM;
    }
    Step second = second(facts);
    return second == Step.DEVICE ? Step.CUSTOM : second;
  }

  private static boolean needsSecond(Facts facts) {
    if (provedSecond(facts)) {
      return false;
    }
    return switch (facts.mode()) {
      case ON -> true;
      case OPTIONAL -> !facts.usable().isEmpty();
      case OFF, UNKNOWN_TO_SDK_VERSION ->
          facts.demanded() != Demand.NONE && !facts.usable().isEmpty();
    };
  }

  /// A risky sign-in may not set a factor up: whoever knows the password could set up their own.
  private static boolean lacksDemanded(Facts facts) {
    return facts.demanded() == Demand.MFA_REQUIRED
        && !provedSecond(facts)
        && facts.usable().isEmpty();
  }

  private static boolean provedSecond(Facts facts) {
    return facts.proven().stream().anyMatch(Factor::second)
        || facts.proven().contains(Factor.EMAIL_OTP)
        || facts.proven().contains(Factor.SMS_OTP)
        || (facts.passkeyCountsTwice() && facts.proven().contains(Factor.VERIFIED_PASSKEY));
  }

  private static Step second(Facts facts) {
    if (facts.usable().isEmpty()) {
      return Step.MFA_SETUP;
    }
    if (facts.deviceStandsIn() && facts.demanded() == Demand.NONE) {
      return Step.DEVICE;
    }
    return facts
        .preferred()
        .filter(facts.usable()::contains)
        .or(() -> only(facts.usable()))
        .map(NextStep::ask)
        .orElse(Step.SELECT_MFA_TYPE);
  }

  private static Optional<MfaFactor> only(Set<MfaFactor> usable) {
    return usable.size() == 1 ? Optional.of(usable.iterator().next()) : Optional.empty();
  }

  /// The step that asks for `factor`.
  static Step ask(MfaFactor factor) {
    return switch (factor) {
      case SMS_MFA -> Step.SMS_MFA;
      case EMAIL_OTP -> Step.EMAIL_OTP;
      case SOFTWARE_TOKEN_MFA -> Step.SOFTWARE_TOKEN_MFA;
    };
  }
}
