package dev.poolhouse.trigger;

import dev.poolhouse.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a function changes about tokens, before the reserved claims are taken out.
///
/// Source: developer guide, response parameters of the pre token generation trigger.
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

  private static final int LARGEST = 16 * 1024;

  /// No change.
  public static final ClaimChanges NONE =
      new ClaimChanges(Edits.NONE, Edits.NONE, List.of(), List.of(), Optional.empty());

  public ClaimChanges {
    addScopes = List.copyOf(addScopes);
    removeScopes = List.copyOf(removeScopes);
  }

  /// Changes to one token. Suppression wins.
  ///
  /// @param set claims to add or replace: texts, numbers, booleans, lists of these, and maps of
  ///   whatever JSON has
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
    Answer given = bounded(details.get());
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
    Answer given = bounded(details.get());
    Optional<Answer> id = given.object("idTokenGeneration");
    Optional<Answer> access = given.object("accessTokenGeneration");
    id.flatMap(token -> token.object("claimsToAddOrOverride")).ifPresent(ClaimValues::checkId);
    return new ClaimChanges(
        edits(id),
        edits(access),
        access
            .flatMap(token -> token.texts("scopesToAdd"))
            .map(ClaimChanges::scopes)
            .orElse(List.of()),
        access.flatMap(token -> token.texts("scopesToSuppress")).orElse(List.of()),
        groups(given));
  }

  private static Edits edits(Optional<Answer> token) {
    return new Edits(
        token
            .flatMap(edits -> edits.object("claimsToAddOrOverride"))
            .map(ClaimValues::of)
            .orElse(Map.of()),
        token.flatMap(edits -> edits.texts("claimsToSuppress")).orElse(List.of()));
  }

  /// Scopes to add have no blanks (documented; that the answer is refused is unsure).
  private static List<String> scopes(List<String> given) {
    for (String scope : given) {
      if (scope.isEmpty() || scope.chars().anyMatch(Character::isWhitespace)) {
        throw new IllegalArgumentException("a scope with blanks");
      }
    }
    return given;
  }

  /// Keeps tokens within what this server reads again (16 KiB, ours).
  private static Answer bounded(Answer details) {
    if (Json.write(details.members()).getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw new IllegalArgumentException("more than a token can hold");
    }
    return details;
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
