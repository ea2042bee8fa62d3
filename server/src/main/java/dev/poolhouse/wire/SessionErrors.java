package dev.poolhouse.wire;

/// How a `Session` is refused, whichever operation it was sent to.
///
/// Source: sign-in reference §3.1 (the first two recorded).
public final class SessionErrors {
  private SessionErrors() {}

  /// Its time is over.
  public static ApiException expired() {
    return ApiException.notAuthorized("Invalid session for the user, session is expired.");
  }

  /// It was answered successfully before.
  public static ApiException usedUp() {
    return ApiException.notAuthorized(
        "Invalid session for the user, session can only be used once.");
  }

  /// This server did not make it, or made it for someone or something else.
  public static ApiException invalid() {
    return ApiException.notAuthorized("Invalid session for the user.");
  }
}
