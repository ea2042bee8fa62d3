package dev.poolhouse.testkit;

/// The server answered a raw call with an error.
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  RefusedException(String operation, int status, String code, String message) {
    super(operation + " was refused with " + status + " " + code + ": " + message);
    this.status = status;
    this.code = code;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The error's name, for example `NotAuthorizedException`.
  public String code() {
    return code;
  }
}
