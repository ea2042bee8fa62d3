package dev.poolhouse.risk;

/// What a risk demands of a sign-in that is not blocked.
public enum Demand {
  /// nothing
  NONE(0),
  /// a second factor, if the user has one
  MFA_IF_CONFIGURED(1),
  /// a second factor; without one the sign-in is refused
  MFA_REQUIRED(2);

  private final int number;

  /// @param number stands for the demand in sealed states; never given another meaning
  Demand(int number) {
    this.number = number;
  }

  /// The number that stands for the demand in sealed states.
  public int number() {
    return number;
  }

  /// The demand of that number.
  public static Demand of(int number) {
    for (Demand demand : values()) {
      if (demand.number == number) {
        return demand;
      }
    }
    throw new IllegalStateException("demand of number " + number);
  }
}
