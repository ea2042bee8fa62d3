package dev.poolhouse.trigger;

import java.util.Map;

/// After a user was confirmed or set a new password.
///
/// @param source `ConfirmSignUp` or `ConfirmForgotPassword`
/// @param userName the user
/// @param userAttributes the user's attributes
public record PostConfirmation(String source, String userName, Map<String, String> userAttributes)
    implements Trigger<Done> {

  @Override
  public TriggerKind kind() {
    return TriggerKind.POST_CONFIRMATION;
  }

  @Override
  public Map<String, Object> request() {
    return Members.of(userAttributes).map();
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
