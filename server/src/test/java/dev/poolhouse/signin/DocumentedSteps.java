package dev.poolhouse.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The challenges that the reference promises, in order (sign-in reference §1.5, §4.1, §5.3). Knows
/// nothing of the server's code.
final class DocumentedSteps {
  private DocumentedSteps() {}

  /// What a pool asks for.
  enum Mode {
    OFF,
    OPTIONAL,
    ON
  }

  /// The challenges until tokens are given; empty when this way to sign in is not offered.
  static Optional<List<String>> of(Mode mode, WalkUser user, WalkFlow flow) {
    if (!flow.byPassword() && !passwordlessOffered(mode, user)) {
      return Optional.empty();
    }
    List<String> steps = new ArrayList<>(flow.firstFactor());
    if (flow.byPassword()) {
      if (user.temporary()) {
        steps.add("NEW_PASSWORD_REQUIRED");
      }
      steps.addAll(secondFactor(mode, user));
    }
    return Optional.of(steps);
  }

  /// "Users can either have MFA or sign in with passwordless factors"; a temporary password is
  /// changed before any code is sent.
  private static boolean passwordlessOffered(Mode mode, WalkUser user) {
    return !user.temporary()
        && switch (mode) {
          case OFF -> true;
          case OPTIONAL -> user.factors().isEmpty();
          case ON -> false;
        };
  }

  private static List<String> secondFactor(Mode mode, WalkUser user) {
    boolean asked =
        switch (mode) {
          case OFF -> false;
          case OPTIONAL -> !user.factors().isEmpty();
          case ON -> true;
        };
    if (!asked) {
      return List.of();
    }
    if (user.factors().isEmpty()) {
      return List.of("MFA_SETUP");
    }
    if (user.device().isPresent()) {
      return List.of("DEVICE_SRP_AUTH", "DEVICE_PASSWORD_VERIFIER");
    }
    if (user.preferred().isPresent()) {
      return List.of(user.preferred().get());
    }
    return user.factors().size() == 1
        ? List.copyOf(user.factors())
        : List.of("SELECT_MFA_TYPE", user.factors().iterator().next());
  }
}
