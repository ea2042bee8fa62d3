package dev.poolhouse.bench;

/// One user as its client knows it: what the server has acknowledged, and what was asked when no
/// answer came. Belongs to one thread at a time.
final class Account {
  /// What was asked last and has not been answered.
  enum InFlight {
    NOTHING,
    SIGN_UP,
    CONFIRMATION,
    PASSWORD,
    SIGN_IN,
    REFRESH
  }

  private final String name;
  private boolean created;
  private boolean confirmed;
  private String password;
  private String askedPassword = "";
  private int passwordChanges;
  private String accessToken = "";
  private String refreshToken = "";
  private InFlight inFlight = InFlight.NOTHING;
  private int unchecked;

  Account(String name, String password) {
    this.name = name;
    this.password = password;
  }

  String name() {
    return name;
  }

  String email() {
    return name + "@example.com";
  }

  boolean created() {
    return created;
  }

  boolean confirmed() {
    return confirmed;
  }

  String password() {
    return password;
  }

  /// The password that a change in flight would have set.
  String askedPassword() {
    return askedPassword;
  }

  int passwordChanges() {
    return passwordChanges;
  }

  String accessToken() {
    return accessToken;
  }

  /// The newest refresh token; empty when there is none to check.
  String refreshToken() {
    return refreshToken;
  }

  InFlight inFlight() {
    return inFlight;
  }

  /// Acknowledged writes since the last check.
  int unchecked() {
    return unchecked;
  }

  /// Whether anything happened since the last check.
  boolean touched() {
    return unchecked > 0 || inFlight != InFlight.NOTHING;
  }

  void ask(InFlight what) {
    inFlight = what;
  }

  void askPassword(String proposed) {
    inFlight = InFlight.PASSWORD;
    askedPassword = proposed;
    passwordChanges++;
  }

  /// The server acknowledged what was in flight.
  void acknowledge() {
    switch (inFlight) {
      case SIGN_UP -> created = true;
      case CONFIRMATION -> confirmed = true;
      case PASSWORD -> password = askedPassword;
      case SIGN_IN, REFRESH, NOTHING -> {}
    }
    inFlight = InFlight.NOTHING;
    unchecked++;
  }

  void tokens(String newAccessToken, String newRefreshToken) {
    accessToken = newAccessToken;
    refreshToken = newRefreshToken;
  }

  /// Takes over what a check has found.
  void found(boolean isConfirmed, String currentPassword) {
    created = true;
    confirmed = isConfirmed;
    password = currentPassword;
  }

  /// A check has seen everything.
  void checked() {
    inFlight = InFlight.NOTHING;
    unchecked = 0;
  }
}
