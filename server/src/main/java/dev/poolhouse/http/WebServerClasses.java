package dev.poolhouse.http;

import io.helidon.webserver.http.HttpRouting;

/// The web server's registry of services, which is filled by the first look at it: 0.1 s of a
/// start, on another thread where that looks first. Others wait for it here, so that no two threads
/// initialise Helidon's classes from two ends.
public final class WebServerClasses {
  static {
    HttpRouting.builder();
  }

  private WebServerClasses() {}

  /// Returns when the classes are ready.
  public static void load() {
    // done by the initialisation of this class
  }
}
