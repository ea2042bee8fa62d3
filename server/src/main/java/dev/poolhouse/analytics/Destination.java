package dev.poolhouse.analytics;

import java.util.Locale;

/// Where events go. Each has a queue of its own, so that one that fails does not hold up the other.
public enum Destination {
  /// lines of a file
  FILE,
  /// calls to a service of the operator's
  WEBHOOK;

  /// How metrics and the log call it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
