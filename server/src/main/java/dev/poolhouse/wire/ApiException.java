package dev.poolhouse.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A refusal that the API documents. It leaves the server as the wire error of its [ErrorCode],
/// with its message shown to the caller as it stands; so the message never holds a secret.
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String text;

  private ApiException(ErrorCode code, @Nullable String text) {
    super(code.wireName() + (text == null ? "" : ": " + text), null, false, false);
    this.code = code;
    this.text = text;
  }

  /// The error `code` with the text the caller sees.
  public static ApiException of(ErrorCode code, String message) {
    return new ApiException(code, message);
  }

  /// The error `code` without a text, as the service answers an unknown operation.
  public static ApiException bare(ErrorCode code) {
    return new ApiException(code, null);
  }

  /// `InvalidParameterException` with the text the caller sees.
  public static ApiException invalidParameter(String message) {
    return of(ErrorCode.INVALID_PARAMETER, message);
  }

  /// `NotAuthorizedException` with the text the caller sees.
  public static ApiException notAuthorized(String message) {
    return of(ErrorCode.NOT_AUTHORIZED, message);
  }

  /// `ResourceNotFoundException` with the text the caller sees.
  public static ApiException notFound(String message) {
    return of(ErrorCode.RESOURCE_NOT_FOUND, message);
  }

  /// The wire error.
  public ErrorCode code() {
    return code;
  }

  /// The `message` member of the answer; empty when the service sends none.
  public Optional<String> text() {
    return Optional.ofNullable(text);
  }
}
