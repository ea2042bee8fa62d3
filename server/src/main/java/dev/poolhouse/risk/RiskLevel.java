package dev.poolhouse.risk;

import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskLevelType;

/// How risky a sign-in is.
public enum RiskLevel {
  /// nothing speaks against it
  NONE,
  /// one thing is unusual
  LOW,
  /// several things are unusual, or one is hard to explain
  MEDIUM,
  /// most likely somebody else
  HIGH;

  /// The level as the API names it; empty for [#NONE].
  Optional<RiskLevelType> shown() {
    return switch (this) {
      case NONE -> Optional.empty();
      case LOW -> Optional.of(RiskLevelType.LOW);
      case MEDIUM -> Optional.of(RiskLevelType.MEDIUM);
      case HIGH -> Optional.of(RiskLevelType.HIGH);
    };
  }
}
