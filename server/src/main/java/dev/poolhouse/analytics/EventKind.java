package dev.poolhouse.analytics;

/// What an event tells.
public enum EventKind {
  /// a user has signed in
  SIGN_IN("_userauth.sign_in"),
  /// a user has signed up
  SIGN_UP("_userauth.sign_up"),
  /// somebody has not signed in
  AUTH_FAIL("_userauth.auth_fail"),
  /// a message did not reach its user
  USER_NOTIFICATION("userNotification"),
  /// threat protection has judged what a user did
  USER_ACTIVITY("userAuthEvents");

  private final String wireName;

  EventKind(String wireName) {
    this.wireName = wireName;
  }

  /// The name in the member `type`.
  public String wireName() {
    return wireName;
  }
}
