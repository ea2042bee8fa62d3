package dev.poolhouse.risk;

import java.util.List;

/// How risky a sign-in is, and why.
///
/// @param level the risk
/// @param reasons what it comes from, in the order of [Reason]; empty without risk
public record Assessment(RiskLevel level, List<Reason> reasons) {
  /// No risk.
  static final Assessment NONE = new Assessment(RiskLevel.NONE, List.of());

  public Assessment {
    reasons = List.copyOf(reasons);
  }
}
