package dev.poolhouse.trigger;

import dev.poolhouse.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One round of a custom sign-in, as `session` lists them, oldest first.
///
/// @param name name of the challenge
/// @param passed whether it was answered correctly
/// @param metadata `challengeMetadata` that the function attached when it made the challenge
public record ChallengeResult(String name, boolean passed, Optional<String> metadata) {

  private Map<String, Object> member() {
    return new Members()
        .with("challengeName", name)
        .with("challengeResult", passed)
        .with("challengeMetadata", metadata.map(Object.class::cast).orElse(Json.NULL))
        .map();
  }

  /// The `session` of an event.
  static List<Map<String, Object>> list(List<ChallengeResult> session) {
    return session.stream().map(ChallengeResult::member).toList();
  }
}
