package dev.poolhouse.signin;

/// What someone who signs in has proven so far.
public enum Factor {
  /// knowledge of the password
  PASSWORD(1, Kind.FIRST),
  /// a new password has been set in the place of a temporary one
  NEW_PASSWORD(2, Kind.OTHER),
  /// possession of the phone, after a first factor
  SMS_MFA(4, Kind.SECOND),
  /// control of the mailbox, after a first factor
  EMAIL_MFA(8, Kind.SECOND),
  /// possession of the code generator
  SOFTWARE_TOKEN(16, Kind.SECOND),
  /// control of the mailbox, in the place of a password
  EMAIL_OTP(32, Kind.FIRST),
  /// possession of the phone, in the place of a password
  SMS_OTP(64, Kind.FIRST),
  /// possession of a passkey
  PASSKEY(128, Kind.FIRST),
  /// the passkey's holder was verified by the authenticator
  VERIFIED_PASSKEY(256, Kind.OTHER),
  /// the passkey lies in an authenticator that moves between devices
  ROAMING_PASSKEY(512, Kind.OTHER),
  /// the code that confirmed the sign-up a moment ago
  SIGN_UP_CODE(1_024, Kind.FIRST),
  /// possession of a remembered device
  DEVICE(2_048, Kind.SECOND),
  /// whatever the pool's own functions ask for; they have let the user in
  CUSTOM(4_096, Kind.FIRST);

  private final int bit;
  private final Kind kind;

  private enum Kind {
    FIRST,
    SECOND,
    OTHER
  }

  /// @param bit stands for the factor in sealed attempts, below 32,768; never given another meaning
  Factor(int bit, Kind kind) {
    this.bit = bit;
    this.kind = kind;
  }

  /// The bit that stands for the factor in sealed attempts.
  int bit() {
    return bit;
  }

  /// Whether a sign-in can begin with it.
  public boolean first() {
    return kind == Kind.FIRST;
  }

  /// Whether it answers a demand for a second factor.
  public boolean second() {
    return kind == Kind.SECOND;
  }
}
