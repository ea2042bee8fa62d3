package dev.poolhouse.trigger;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a custom challenge.
///
/// @param userName the user
/// @param userAttributes the user's attributes
/// @param challengeName name of the challenge to make
/// @param session rounds so far
/// @param userNotFound whether the name belongs to nobody; empty where the client does not hide it
public record CreateAuthChallenge(
    String userName,
    Map<String, String> userAttributes,
    String challengeName,
    List<ChallengeResult> session,
    Optional<Boolean> userNotFound)
    implements Trigger<CreateAuthChallenge.Made> {

  public CreateAuthChallenge {
    session = List.copyOf(session);
  }

  /// The challenge.
  ///
  /// @param shown parameters for the client
  /// @param kept parameters for the function that checks the answer; never shown
  /// @param metadata what later rounds see of this one
  public record Made(
      Map<String, String> shown, Map<String, String> kept, Optional<String> metadata) {
    public Made {
      shown = Map.copyOf(shown);
      kept = Map.copyOf(kept);
    }

    @Override
    public String toString() {
      return "Made[" + shown.keySet() + "]";
    }
  }

  @Override
  public TriggerKind kind() {
    return TriggerKind.CREATE_AUTH_CHALLENGE;
  }

  @Override
  public String source() {
    return "Authentication";
  }

  @Override
  public Map<String, Object> request() {
    return Members.of(userAttributes)
        .with("challengeName", challengeName)
        .with("session", ChallengeResult.list(session))
        .withUserNotFound(userNotFound)
        .map();
  }

  @Override
  public Map<String, Object> response() {
    return Members.nulls(
        "publicChallengeParameters", "privateChallengeParameters", "challengeMetadata");
  }

  @Override
  public Made read(Answer answer) {
    return new Made(
        answer.textMap("publicChallengeParameters").orElse(Map.of()),
        answer.textMap("privateChallengeParameters").orElse(Map.of()),
        answer.text("challengeMetadata"));
  }
}
