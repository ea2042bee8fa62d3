package dev.poolhouse.testing;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// An error as an SDK client sees it, for comparing whole.
///
/// @param type the wire error, such as `NotAuthorizedException`
/// @param message its text
public record Refusal(String type, String message) {

  /// The error that `call` ends in; fails when there is none.
  public static Refusal of(Runnable call) {
    try {
      call.run();
    } catch (AwsServiceException e) {
      return new Refusal(e.awsErrorDetails().errorCode(), e.awsErrorDetails().errorMessage());
    }
    throw new AssertionError("the call was not refused");
  }

  /// `NotAuthorizedException` with that text.
  public static Refusal notAuthorized(String message) {
    return new Refusal("NotAuthorizedException", message);
  }

  /// `InvalidParameterException` with that text.
  public static Refusal invalidParameter(String message) {
    return new Refusal("InvalidParameterException", message);
  }

  /// `ResourceNotFoundException` with that text.
  public static Refusal notFound(String message) {
    return new Refusal("ResourceNotFoundException", message);
  }
}
