package dev.poolhouse.signin;

import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// What comes next in a sign-in: the one place that knows the order of steps (sign-in reference
/// §4.1).
///
/// ```
/// password → NEW_PASSWORD_REQUIRED (temporary password) → a second factor (pool demands one) → tokens
/// ```
public final class NextStep {
  private NextStep() {}

  /// What is known when the step is chosen.
  ///
  /// @param proven what has been proven so far
  /// @param status the user's status
  /// @param mfa whether the pool asks for a second factor
  public record Facts(Set<Factor> proven, UserStatusType status, UserPoolMfaType mfa) {
    public Facts {
      proven = Set.copyOf(proven);
    }
  }

  /// What to do.
  public enum Step {
    /// issue tokens
    SIGNED_IN,
    /// ask for a new password
    NEW_PASSWORD,
    /// refuse: the password must be reset first
    RESET_REQUIRED,
    /// refuse: a second factor is demanded and none can be asked for yet
    SECOND_FACTOR_MISSING
  }

  /// The step that follows once a first factor has been proven.
  public static Step after(Facts facts) {
    if (!facts.proven().contains(Factor.PASSWORD)) {
      throw new IllegalArgumentException("no first factor has been proven");
    }
    return switch (facts.status()) {
      case RESET_REQUIRED -> Step.RESET_REQUIRED;
      case FORCE_CHANGE_PASSWORD ->
          facts.proven().contains(Factor.NEW_PASSWORD) ? second(facts) : Step.NEW_PASSWORD;
      default -> second(facts);
    };
  }

  private static Step second(Facts facts) {
    return facts.mfa() == UserPoolMfaType.ON ? Step.SECOND_FACTOR_MISSING : Step.SIGNED_IN;
  }
}
