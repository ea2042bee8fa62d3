package dev.poolhouse.trigger;

import java.util.Map;
import java.util.Optional;

/// Checks the answer to a custom challenge.
///
/// @param userName the user
/// @param userAttributes the user's attributes
/// @param kept private parameters of the challenge
/// @param answer what the user answered
/// @param userNotFound whether the name belongs to nobody; empty where the client does not hide it
public record VerifyAuthChallengeResponse(
    String userName,
    Map<String, String> userAttributes,
    Map<String, String> kept,
    String answer,
    Optional<Boolean> userNotFound)
    implements Trigger<Boolean> {

  @Override
  public TriggerKind kind() {
    return TriggerKind.VERIFY_AUTH_CHALLENGE_RESPONSE;
  }

  @Override
  public String source() {
    return "Authentication";
  }

  @Override
  public Map<String, Object> request() {
    return Members.of(userAttributes)
        .with("privateChallengeParameters", kept)
        .with("challengeAnswer", answer)
        .withUserNotFound(userNotFound)
        .map();
  }

  @Override
  public Map<String, Object> response() {
    return Members.nulls("answerCorrect");
  }

  /// Whether the answer was right; silence means no.
  @Override
  public Boolean read(Answer given) {
    return given.flag("answerCorrect");
  }

  /// Shows neither the answer nor the parameters.
  @Override
  public String toString() {
    return "VerifyAuthChallengeResponse";
  }
}
