package dev.poolhouse.bench;

/// The server answered what it must not.
final class WrongAnswerException extends Exception {
  private static final long serialVersionUID = 1;

  WrongAnswerException(String message) {
    super(message);
  }
}
