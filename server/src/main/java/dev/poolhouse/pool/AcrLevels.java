package dev.poolhouse.pool;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.NewerMembers;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;

/// What a pool calls its authentication levels, as `acr` claims show them.
///
/// @param names the name of every level
public record AcrLevels(Map<AcrLevel, String> names) {
  public AcrLevels {
    names = Collections.unmodifiableMap(new EnumMap<>(names));
  }

  /// The names in a pool's members that the SDK does not know; a level that is not named there has
  /// its default.
  static AcrLevels of(Map<String, Object> extra) {
    Map<AcrLevel, String> names = new EnumMap<>(AcrLevel.class);
    for (AcrLevel level : AcrLevel.values()) {
      names.put(level, level.defaultName());
      if (extra.get(NewerMembers.ACR_CONFIGURATION) instanceof Map<?, ?> levels
          && levels.get(level.member()) instanceof Map<?, ?> named
          && named.get(NewerMembers.ACR_VALUE) instanceof String name) {
        names.put(level, name);
      }
    }
    return new AcrLevels(names);
  }

  /// What a pool keeps of the newer members of a request. Levels that are left out go back to their
  /// defaults.
  ///
  /// Throws `InvalidParameterException` when two levels would have one name, and
  /// `FeatureUnavailableInTierException` for names in a tier without levels. The texts are ours.
  static Map<String, Object> configured(Map<String, Object> newer, UserPoolTierType tier) {
    if (!(newer.get(NewerMembers.ACR_CONFIGURATION) instanceof Map<?, ?> levels)
        || levels.isEmpty()) {
      return Map.of();
    }
    if (tier == UserPoolTierType.LITE) {
      throw ApiException.of(
          ErrorCode.FEATURE_UNAVAILABLE_IN_TIER,
          "AcrConfiguration needs the ESSENTIALS or PLUS tier.");
    }
    Map<String, Object> kept = Map.of(NewerMembers.ACR_CONFIGURATION, levels);
    Map<AcrLevel, String> names = of(kept).names();
    if (new HashSet<>(names.values()).size() < names.size()) {
      throw ApiException.invalidParameter(
          "Each AcrValue in AcrConfiguration must be unique across all levels.");
    }
    return kept;
  }

  /// What `level` is called.
  public String name(AcrLevel level) {
    return names.getOrDefault(level, level.defaultName());
  }

  /// The level of that name; empty for one that this pool does not know (any more).
  public Optional<AcrLevel> level(String name) {
    return names.entrySet().stream()
        .filter(named -> named.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// `AcrConfiguration` as answers show it, with every level.
  Map<String, Object> shown() {
    Map<String, Object> levels = new LinkedHashMap<>();
    names.forEach(
        (level, name) -> levels.put(level.member(), Map.of(NewerMembers.ACR_VALUE, name)));
    return Map.of(NewerMembers.ACR_CONFIGURATION, levels);
  }
}
