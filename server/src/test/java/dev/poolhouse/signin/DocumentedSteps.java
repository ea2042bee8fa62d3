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
    if (flow.custom()) {
      return Optional.of(custom(mode, user, flow));
    }
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

  /// A second factor follows the password, or else the functions' challenge; a device comes last.
  private static List<String> custom(Mode mode, WalkUser user, WalkFlow flow) {
    List<String> second = secondFactor(mode, user);
    List<String> steps = new ArrayList<>(flow.firstFactor());
    if (flow.byPassword() && user.temporary()) {
      steps.add("NEW_PASSWORD_REQUIRED");
    }
    boolean last = !flow.byPassword() || second.contains("DEVICE_SRP_AUTH");
    if (!last) {
      steps.addAll(second);
    }
    steps.add("CUSTOM_CHALLENGE");
    if (last) {
      steps.addAll(second);
    }
    return steps;
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
