package dev.poolhouse.signin;

/// What someone who signs in has proven so far.
public enum Factor {
  /// knowledge of the password
  PASSWORD(1),
  /// a new password has been set in the place of a temporary one
  NEW_PASSWORD(2);

  private final int bit;

  /// @param bit stands for the factor in sealed attempts; never given another meaning
  Factor(int bit) {
    this.bit = bit;
  }

  /// The bit that stands for the factor in sealed attempts.
  int bit() {
    return bit;
  }
}
