package dev.poolhouse.token;

import dev.poolhouse.group.Group;
import dev.poolhouse.trigger.PreTokenGeneration.GroupConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Groups and roles as tokens show them, and as the pool's function is told (tokens reference A6).
final class GroupClaims {
  static final String GROUPS = "cognito:groups";
  static final String ROLES = "cognito:roles";
  static final String PREFERRED_ROLE = "cognito:preferred_role";

  private GroupClaims() {}

  /// What the groups come to.
  ///
  /// @param groups strongest first
  static GroupConfiguration of(List<Group> groups) {
    List<String> names = groups.stream().map(Group::name).toList();
    return new GroupConfiguration(
        names, roles(groups), groups.isEmpty() ? Optional.empty() : preferredRole(groups));
  }

  /// Writes the claim that both tokens have; none for no groups.
  static void groups(Map<String, Object> claims, GroupConfiguration configuration) {
    if (!configuration.groups().isEmpty()) {
      claims.put(GROUPS, configuration.groups());
    }
  }

  /// Writes the claims that the ID token alone has.
  static void roles(Map<String, Object> claims, GroupConfiguration configuration) {
    if (!configuration.roles().isEmpty()) {
      claims.put(ROLES, configuration.roles());
    }
    configuration.preferredRole().ifPresent(role -> claims.put(PREFERRED_ROLE, role));
  }

  private static List<String> roles(List<Group> groups) {
    return groups.stream().map(Group::roleArn).flatMap(Optional::stream).distinct().toList();
  }

  /// The role of the strongest group; none when groups of equal strength disagree. Groups without a
  /// precedence are equal among themselves (unsure).
  private static Optional<String> preferredRole(List<Group> groups) {
    Optional<Integer> strongest = groups.getFirst().precedence();
    List<String> roles =
        roles(
            groups.stream()
                .filter(group -> Objects.equals(group.precedence(), strongest))
                .toList());
    return roles.size() == 1 ? Optional.of(roles.getFirst()) : Optional.empty();
  }
}
