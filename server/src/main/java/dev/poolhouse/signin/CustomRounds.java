package dev.poolhouse.signin;

import dev.poolhouse.trigger.ChallengeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rounds of a custom sign-in. They lie in a row, since `Session` has no room for them.
///
/// @param id id of the row, a UUID
/// @param results what has been answered, oldest first
/// @param kept parameters of the waiting challenge, for the function that checks its answer
/// @param metadata what its result will carry
record CustomRounds(
    String id, List<ChallengeResult> results, Map<String, String> kept, Optional<String> metadata) {

  CustomRounds {
    results = List.copyOf(results);
    kept = Map.copyOf(kept);
  }

  /// Where rounds are kept.
  ///
  /// @param id id of the row
  /// @param count how many results there were; a row with another number belongs to a later state
  record Ref(String id, int count) {}

  Ref ref() {
    return new Ref(id, results.size());
  }

  /// With one more result, and no challenge waiting.
  CustomRounds plus(ChallengeResult result) {
    List<ChallengeResult> more = new ArrayList<>(results);
    more.add(result);
    return new CustomRounds(id, more, Map.of(), Optional.empty());
  }

  /// With a built-in challenge that was answered correctly.
  CustomRounds passed(String name) {
    return plus(new ChallengeResult(name, true, Optional.empty()));
  }

  /// With a challenge waiting.
  CustomRounds asking(Map<String, String> parameters, Optional<String> attached) {
    return new CustomRounds(id, results, parameters, attached);
  }

  /// Names the row without showing what it holds.
  @Override
  public String toString() {
    return "CustomRounds[" + id + ", " + results.size() + "]";
  }
}
