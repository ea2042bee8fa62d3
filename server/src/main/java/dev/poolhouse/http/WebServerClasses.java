package dev.poolhouse.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;

/// The web server's classes and its registry of services, which is filled by the first look at it:
/// 0.1 s of a start, on another thread where that looks first. Others wait for it here, so that no
/// two threads initialise Helidon's classes from two ends.
public final class WebServerClasses {
  static {
    WebServer.builder()
        .routing(HttpRouting.builder())
        .protocolsDiscoverServices(false)
        .featuresDiscoverServices(false)
        .addConnectionSelector(
            Http1ConnectionSelector.builder().config(Http1Config.create()).build())
        .buildPrototype();
  }

  private WebServerClasses() {}

  /// Returns when the classes are ready.
  public static void load() {
    // done by the initialisation of this class
  }
}
