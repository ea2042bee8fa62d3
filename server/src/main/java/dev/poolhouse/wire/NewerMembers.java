package dev.poolhouse.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Members of requests that the API has and the SDK's classes do not carry yet. The one place that
/// reads them, from the raw request, and checks their shape. When the SDK catches up, a line here
/// goes.
public final class NewerMembers {
  /// Names of a pool's authentication levels: `Level1` to `Level4`, each `{"AcrValue": <name>}`.
  public static final String ACR_CONFIGURATION = "AcrConfiguration";

  /// The name of one level.
  public static final String ACR_VALUE = "AcrValue";

  /// Operations and what they take beyond the SDK's class.
  private static final Map<String, Set<String>> REQUESTS =
      Map.of(
          "CreateUserPool", Set.of(ACR_CONFIGURATION),
          "UpdateUserPool", Set.of(ACR_CONFIGURATION));

  private static final Set<String> LEVELS = Set.of("Level1", "Level2", "Level3", "Level4");
  private static final ValueRule NAME =
      new ValueRule.Text(
          new Bounds("length", 1, 64),
          Optional.of(ValuePattern.of("[\\x21\\x23-\\x5B\\x5D-\\x7E]+")));

  private NewerMembers() {}

  /// The newer members of a request, in the plain values of [ApiCodec#members]; empty for most
  /// operations.
  ///
  /// Throws [ApiException] with [ErrorCode#SERIALIZATION] or [ErrorCode#INVALID_PARAMETER].
  public static Map<String, Object> read(String operation, byte[] body) {
    Set<String> names = REQUESTS.getOrDefault(operation, Set.of());
    if (names.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> read = new LinkedHashMap<>(ApiCodec.members(body, names));
    read.computeIfPresent(ACR_CONFIGURATION, (_, value) -> levels(value));
    return read;
  }

  /// Source: step-up page of the developer guide. That a level without a name is refused: (unsure).
  private static Map<String, Object> levels(Object given) {
    Map<String, Object> levels = new LinkedHashMap<>();
    Violations found = new Violations();
    structure(given)
        .forEach(
            (level, value) -> {
              if (LEVELS.contains(String.valueOf(level))) {
                Object name = structure(value).get(ACR_VALUE);
                check(String.valueOf(level), name, found);
                levels.put(String.valueOf(level), Map.of(ACR_VALUE, name == null ? "" : name));
              }
            });
    found.raise();
    return levels;
  }

  private static void check(String level, @Nullable Object name, Violations found) {
    String path =
        "acrConfiguration." + level.replace('L', 'l') + ".acrValue"; // as messages show paths
    switch (name) {
      case null -> found.add(null, path, "Member must not be null");
      case String text -> found.addAll(text, path, NAME.broken(text));
      case List<?> _ -> throw refused("Start of list found where not expected");
      case Map<?, ?> _ -> throw refused("Start of structure or map found where not expected.");
      default -> throw ApiException.bare(ErrorCode.SERIALIZATION);
    }
  }

  private static Map<?, ?> structure(Object value) {
    if (value instanceof Map<?, ?> members) {
      return members;
    }
    throw value instanceof List<?>
        ? refused("Start of list found where not expected")
        : refused("Unexpected field type");
  }

  private static ApiException refused(String message) {
    return ApiException.of(ErrorCode.SERIALIZATION, message);
  }
}
