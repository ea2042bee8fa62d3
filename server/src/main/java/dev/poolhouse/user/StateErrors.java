package dev.poolhouse.user;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;

/// How users are refused whose account waits for something, whichever operation they call.
///
/// Source: sign-in reference §1.3 (quoted alike by several clients).
public final class StateErrors {
  private StateErrors() {}

  /// An administrator disabled the user.
  public static ApiException disabled() {
    return ApiException.notAuthorized("User is disabled.");
  }

  /// The user has not confirmed the sign-up.
  public static ApiException unconfirmed() {
    return ApiException.of(ErrorCode.USER_NOT_CONFIRMED, "User is not confirmed.");
  }

  /// The user must set a new password first.
  public static ApiException resetRequired() {
    return ApiException.of(
        ErrorCode.PASSWORD_RESET_REQUIRED, "Password reset required for the user");
  }
}
