package dev.poolhouse.app;

/// The operator's settings cannot be used. The message names the setting, its value unless it is a
/// secret, and the fix. Ends the program with exit code 2.
final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsException(String message) {
    super(message);
  }
}
