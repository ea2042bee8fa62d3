package dev.poolhouse.trigger;

import dev.poolhouse.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Changes the claims of tokens before they are signed.
///
/// @param source such as `Authentication`, `NewPasswordChallenge` or `RefreshTokens`
/// @param userName the user
/// @param userAttributes the user's attributes
/// @param groups the user's groups and roles; empty for client credentials
/// @param scopes scopes of the access token
/// @param generation version of the event, 1 to 3
public record PreTokenGeneration(
    String source,
    String userName,
    Map<String, String> userAttributes,
    Optional<GroupConfiguration> groups,
    List<String> scopes,
    int generation)
    implements Trigger<ClaimChanges> {

  public PreTokenGeneration {
    scopes = List.copyOf(scopes);
  }

  /// The event before an app client gets a token for itself. Pools whose event is not of version 3
  /// send none.
  ///
  /// @param scopes what the token is to grant
  public static PreTokenGeneration forClient(List<String> scopes) {
    return new PreTokenGeneration(
        "ClientCredentials", "ClientCredentials", Map.of(), Optional.empty(), scopes, 3);
  }

  /// Groups and roles, as the tokens would show them.
  ///
  /// @param groups names of groups
  /// @param roles ARNs of roles
  /// @param preferredRole the role of the strongest group
  public record GroupConfiguration(
      List<String> groups, List<String> roles, Optional<String> preferredRole) {
    public GroupConfiguration {
      groups = List.copyOf(groups);
      roles = List.copyOf(roles);
    }

    private Map<String, Object> members() {
      return new Members()
          .with("groupsToOverride", groups)
          .with("iamRolesToOverride", roles)
          .with("preferredRole", preferredRole.map(Object.class::cast).orElse(Json.NULL))
          .map();
    }
  }

  @Override
  public TriggerKind kind() {
    return TriggerKind.PRE_TOKEN_GENERATION;
  }

  @Override
  public String version() {
    return Integer.toString(generation);
  }

  @Override
  public Map<String, Object> request() {
    Members request =
        Members.of(userAttributes)
            .with(
                "groupConfiguration",
                groups.map(GroupConfiguration::members).map(Object.class::cast).orElse(Json.NULL));
    return generation == 1 ? request.map() : request.with("scopes", scopes).map();
  }

  @Override
  public Map<String, Object> response() {
    return Members.nulls(
        generation == 1 ? "claimsOverrideDetails" : "claimsAndScopeOverrideDetails");
  }

  @Override
  public ClaimChanges read(Answer answer) {
    return generation == 1
        ? ClaimChanges.first(answer.object("claimsOverrideDetails"))
        : ClaimChanges.later(answer.object("claimsAndScopeOverrideDetails"));
  }
}
