package dev.poolhouse.app;

import ch.qos.logback.classic.Level;

/// How much is logged.
@SuppressWarnings("ImmutableEnumChecker") // Logback's levels do not change
enum LogLevel {
  ERROR(Level.ERROR),
  WARN(Level.WARN),
  INFO(Level.INFO),
  DEBUG(Level.DEBUG);

  private final Level level;

  LogLevel(Level level) {
    this.level = level;
  }

  /// The same for Logback.
  Level logback() {
    return level;
  }
}
