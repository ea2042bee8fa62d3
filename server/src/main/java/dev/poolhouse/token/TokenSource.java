package dev.poolhouse.token;

/// Why tokens are made, as the pool's function is told.
///
/// Source: developer guide, sources of the pre token generation trigger.
public enum TokenSource {
  /// a sign-in
  AUTHENTICATION("Authentication"),
  /// a sign-in that put a password in the place of a temporary one
  NEW_PASSWORD_CHALLENGE("NewPasswordChallenge"),
  /// a sign-in that ended with the proof of a device
  AUTHENTICATE_DEVICE("AuthenticateDevice"),
  /// a refresh, by `GetTokensFromRefreshToken` too (unsure: one table of the guide names
  /// `Authentication` for it)
  REFRESH_TOKENS("RefreshTokens");

  private final String suffix;

  TokenSource(String suffix) {
    this.suffix = suffix;
  }

  /// What `triggerSource` says after the underscore.
  String suffix() {
    return suffix;
  }
}
