package dev.poolhouse.risk;

/// Why a sign-in is risky. The names are stored with events and shown in the log.
public enum Reason {
  /// no successful sign-in of the user came from this device
  NEW_DEVICE(1),
  /// no successful sign-in of the user came from this network
  NEW_NETWORK(1),
  /// three wrong passwords or codes within an hour, or more
  FAILURES(1),
  /// ten wrong passwords or codes within an hour, or more
  MANY_FAILURES(2),
  /// the last sign-in was too far away for the time in between
  IMPOSSIBLE_TRAVEL(3),
  /// somebody said of a sign-in from there that it was not the user
  DISOWNED(4),
  /// the password is known to others; it has a rule of its own and adds nothing to the score
  COMPROMISED_PASSWORD(0);

  private final int points;

  Reason(int points) {
    this.points = points;
  }

  /// What it adds to the score.
  int points() {
    return points;
  }
}
