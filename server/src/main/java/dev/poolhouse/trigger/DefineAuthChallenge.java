package dev.poolhouse.trigger;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides how a custom sign-in goes on.
///
/// @param userName the user
/// @param userAttributes the user's attributes
/// @param session rounds so far
/// @param userNotFound whether the name belongs to nobody; empty where the client does not hide it
public record DefineAuthChallenge(
    String userName,
    Map<String, String> userAttributes,
    List<ChallengeResult> session,
    Optional<Boolean> userNotFound)
    implements Trigger<DefineAuthChallenge.Decision> {

  public DefineAuthChallenge {
    session = List.copyOf(session);
  }

  /// How it goes on.
  public sealed interface Decision {
    /// Ask another challenge.
    ///
    /// @param name its name
    record Ask(String name) implements Decision {}

    /// Sign the user in.
    record IssueTokens() implements Decision {}

    /// Refuse.
    record Fail() implements Decision {}
  }

  @Override
  public TriggerKind kind() {
    return TriggerKind.DEFINE_AUTH_CHALLENGE;
  }

  @Override
  public String source() {
    return "Authentication";
  }

  @Override
  public Map<String, Object> request() {
    return Members.of(userAttributes)
        .with("session", ChallengeResult.list(session))
        .withUserNotFound(userNotFound)
        .map();
  }

  @Override
  public Map<String, Object> response() {
    return Members.nulls("challengeName", "issueTokens", "failAuthentication");
  }

  /// An answer that decides nothing is refused (documented; the text is unsure), and a refusal of
  /// the user goes before everything else (unsure).
  @Override
  public Decision read(Answer answer) {
    if (answer.flag("failAuthentication")) {
      return new Decision.Fail();
    }
    if (answer.flag("issueTokens")) {
      return new Decision.IssueTokens();
    }
    return answer
        .text("challengeName")
        .filter(name -> !name.isEmpty())
        .<Decision>map(Decision.Ask::new)
        .orElseThrow(() -> new IllegalArgumentException("nothing is decided"));
  }
}
