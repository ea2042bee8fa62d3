package dev.poolhouse.trigger;

import java.util.Map;

/// After everything was proven, before tokens.
///
/// @param userName the user
/// @param userAttributes the user's attributes
/// @param newDeviceUsed whether the sign-in came from a device seen for the first time
public record PostAuthentication(
    String userName, Map<String, String> userAttributes, boolean newDeviceUsed)
    implements Trigger<Done> {

  @Override
  public TriggerKind kind() {
    return TriggerKind.POST_AUTHENTICATION;
  }

  @Override
  public String source() {
    return "Authentication";
  }

  @Override
  public Map<String, Object> request() {
    return Members.of(userAttributes).with("newDeviceUsed", newDeviceUsed).map();
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
