package dev.poolhouse.trigger;

import dev.poolhouse.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a function changes about tokens, before the reserved claims are taken out.
///
/// @param id changes to the ID token
/// @param access changes to the access token
/// @param addScopes scopes to add to the access token
/// @param removeScopes scopes to take from it
/// @param groups groups and roles in the place of the user's own; empty keeps those
public record ClaimChanges(
    Edits id,
    Edits access,
    List<String> addScopes,
    List<String> removeScopes,
    Optional<PreTokenGeneration.GroupConfiguration> groups) {

  /// No change.
  public static final ClaimChanges NONE =
      new ClaimChanges(Edits.NONE, Edits.NONE, List.of(), List.of(), Optional.empty());

  public ClaimChanges {
    addScopes = List.copyOf(addScopes);
    removeScopes = List.copyOf(removeScopes);
  }

  /// Changes to one token. Suppression wins.
  ///
  /// @param set claims to add or replace, JSON values
  /// @param suppress claims to leave out
  public record Edits(Map<String, Object> set, List<String> suppress) {
    static final Edits NONE = new Edits(Map.of(), List.of());

    public Edits {
      set = Map.copyOf(set);
      suppress = List.copyOf(suppress);
    }
  }

  /// The answer to an event of version 1: texts, for the ID token alone.
  static ClaimChanges first(Optional<Answer> details) {
    if (details.isEmpty()) {
      return NONE;
    }
    Answer given = details.get();
    Map<String, Object> set = Map.copyOf(given.textMap("claimsToAddOrOverride").orElse(Map.of()));
    List<String> suppress = given.texts("claimsToSuppress").orElse(List.of());
    return new ClaimChanges(
        new Edits(set, suppress), Edits.NONE, List.of(), List.of(), groups(given));
  }

  /// The answer to an event of version 2 or 3.
  static ClaimChanges later(Optional<Answer> details) {
    if (details.isEmpty()) {
      return NONE;
    }
    Answer given = details.get();
    Optional<Answer> access = given.object("accessTokenGeneration");
    return new ClaimChanges(
        edits(given.object("idTokenGeneration")),
        edits(access),
        access.flatMap(token -> token.texts("scopesToAdd")).orElse(List.of()),
        access.flatMap(token -> token.texts("scopesToSuppress")).orElse(List.of()),
        groups(given));
  }

  private static Edits edits(Optional<Answer> token) {
    Map<String, Object> set = new LinkedHashMap<>();
    token
        .flatMap(edits -> edits.object("claimsToAddOrOverride"))
        .ifPresent(
            claims ->
                claims
                    .members()
                    .forEach(
                        (name, value) -> {
                          if (value != Json.NULL) {
                            set.put(name, value);
                          }
                        }));
    return new Edits(
        set, token.flatMap(edits -> edits.texts("claimsToSuppress")).orElse(List.of()));
  }

  /// What is returned replaces the groups; null or an empty object takes them all away; a missing
  /// member keeps them (unsure).
  private static Optional<PreTokenGeneration.GroupConfiguration> groups(Answer given) {
    if (!given.has("groupOverrideDetails")) {
      return Optional.empty();
    }
    Answer groups = given.object("groupOverrideDetails").orElseGet(() -> new Answer(Map.of()));
    return Optional.of(
        new PreTokenGeneration.GroupConfiguration(
            groups.texts("groupsToOverride").orElse(List.of()),
            groups.texts("iamRolesToOverride").orElse(List.of()),
            groups.text("preferredRole").filter(role -> !role.isEmpty())));
  }
}
