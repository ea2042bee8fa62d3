package dev.poolhouse.trigger;

import dev.poolhouse.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/// Before a user is created. It may confirm the user and verify addresses, or refuse by throwing.
///
/// @param source `SignUp`, `AdminCreateUser` or `ExternalProvider`
/// @param userName name of the user to be
/// @param userAttributes attributes as submitted
/// @param validationData `ValidationData` of the call; empty when there is none
public record PreSignUp(
    String source,
    String userName,
    Map<String, String> userAttributes,
    Map<String, String> validationData)
    implements Trigger<PreSignUp.Decision> {

  /// What the function decided.
  ///
  /// @param confirm whether the user needs no confirmation
  /// @param verifyEmail whether the e-mail address counts as verified
  /// @param verifyPhone whether the phone number does
  public record Decision(boolean confirm, boolean verifyEmail, boolean verifyPhone) {
    /// Nothing out of the ordinary.
    public static final Decision NONE = new Decision(false, false, false);
  }

  @Override
  public TriggerKind kind() {
    return TriggerKind.PRE_SIGN_UP;
  }

  @Override
  public Map<String, Object> request() {
    return Members.of(userAttributes)
        .with("validationData", validationData.isEmpty() ? Json.NULL : validationData)
        .map();
  }

  @Override
  public Map<String, Object> response() {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("autoConfirmUser", false);
    response.put("autoVerifyEmail", false);
    response.put("autoVerifyPhone", false);
    return response;
  }

  @Override
  public Decision read(Answer answer) {
    return new Decision(
        answer.flag("autoConfirmUser"),
        answer.flag("autoVerifyEmail"),
        answer.flag("autoVerifyPhone"));
  }

  /// Names the user without showing what was sent along.
  @Override
  public String toString() {
    return "PreSignUp[" + source + ", " + userName + "]";
  }
}
