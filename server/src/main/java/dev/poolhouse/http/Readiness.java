package dev.poolhouse.http;

/// Tells whether the server can do its work, for load balancers. May be shared.
@FunctionalInterface
public interface Readiness {

  /// Whether requests should be sent here now. Answers within a second or so and never throws.
  boolean isReady();
}
