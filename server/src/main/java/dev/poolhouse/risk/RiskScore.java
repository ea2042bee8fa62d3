package dev.poolhouse.risk;

import java.util.ArrayList;
import java.util.List;

/// The score: each [Reason] found adds its points, and the sum is the level.
///
/// | found | points |
/// |---|---|
/// | device that the user never signed in from | 1 |
/// | network that the user never signed in from | 1 |
/// | 3 to 9 wrong passwords or codes within an hour | 1 |
/// | 10 or more | 2 |
/// | a way from the last sign-in that nobody can travel | 3 |
/// | a sign-in from there that was said not to be the user's | 4 |
///
/// 0 points are no risk, 1 is low, 2 and 3 are medium, 4 and more are high. For the first sign-in
/// ever, device, network and way say nothing and do not count. Failures do not count on a known
/// device in a known network: anyone can make them, and the user must not be locked out by that.
public final class RiskScore {
  private static final int FEW = 3;
  private static final int MANY = 10;
  private static final int MEDIUM = 2;
  private static final int HIGH = 4;

  private RiskScore() {}

  /// The risk that the signals amount to.
  public static Assessment of(Signals signals) {
    List<Reason> reasons = new ArrayList<>();
    if (signals.known() && signals.newDevice()) {
      reasons.add(Reason.NEW_DEVICE);
    }
    if (signals.known() && signals.newNetwork()) {
      reasons.add(Reason.NEW_NETWORK);
    }
    boolean familiar = signals.known() && !signals.newDevice() && !signals.newNetwork();
    if (!familiar && signals.failures() >= MANY) {
      reasons.add(Reason.MANY_FAILURES);
    } else if (!familiar && signals.failures() >= FEW) {
      reasons.add(Reason.FAILURES);
    }
    if (signals.known() && signals.travel().filter(Signals.Travel::impossible).isPresent()) {
      reasons.add(Reason.IMPOSSIBLE_TRAVEL);
    }
    if (signals.disowned()) {
      reasons.add(Reason.DISOWNED);
    }
    return new Assessment(level(reasons.stream().mapToInt(Reason::points).sum()), reasons);
  }

  private static RiskLevel level(int points) {
    if (points >= HIGH) {
      return RiskLevel.HIGH;
    }
    if (points >= MEDIUM) {
      return RiskLevel.MEDIUM;
    }
    return points > 0 ? RiskLevel.LOW : RiskLevel.NONE;
  }
}
