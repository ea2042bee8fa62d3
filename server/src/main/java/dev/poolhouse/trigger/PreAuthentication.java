package dev.poolhouse.trigger;

import dev.poolhouse.wire.Json;
import java.util.Map;
import java.util.Optional;

/// Before a password is looked at; throws to refuse.
///
/// @param userName the user
/// @param userAttributes the user's attributes; none for an unknown name
/// @param userNotFound whether the name belongs to nobody; empty where the client does not hide it
public record PreAuthentication(
    String userName, Map<String, String> userAttributes, Optional<Boolean> userNotFound)
    implements Trigger<Done> {

  @Override
  public TriggerKind kind() {
    return TriggerKind.PRE_AUTHENTICATION;
  }

  @Override
  public String source() {
    return "Authentication";
  }

  @Override
  public Map<String, Object> request() {
    return Members.of(userAttributes)
        .with("validationData", Json.NULL)
        .withUserNotFound(userNotFound)
        .map();
  }

  @Override
  public Map<String, Object> response() {
    return Map.of();
  }

  @Override
  public Done read(Answer answer) {
    return Done.DONE;
  }
}
