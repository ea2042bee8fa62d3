package dev.poolhouse.http;

import io.helidon.common.features.HelidonFeatures;
import io.helidon.common.features.api.HelidonFlavor;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// The open server socket with everything that answers on it. One virtual thread per connection.
/// May be shared.
public final class FrontDoor implements AutoCloseable {
  private static final int MAX_PROLOGUE = 8 * 1024;

  private final WebServer server;
  private final Watchdog watchdog;
  private final Optional<TlsReload> tlsReload;

  private FrontDoor(WebServer server, Watchdog watchdog, Optional<TlsReload> tlsReload) {
    this.server = server;
    this.watchdog = watchdog;
    this.tlsReload = tlsReload;
  }

  /// Binds the socket and starts answering.
  ///
  /// Throws a [RuntimeException] when the address is taken or the TLS files cannot be used.
  ///
  /// @param services what answers, each with its own paths
  public static FrontDoor open(FrontDoorSettings settings, List<HttpService> services) {
    Watchdog watchdog = new Watchdog(settings.readTimeout(), settings.idleTimeout());
    WebServer server = start(settings, services, watchdog);
    try {
      Optional<TlsReload> reload =
          settings.tls().isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new TlsReload(settings.tls().get(), settings.tlsCheck(), server::reloadTls));
      return new FrontDoor(server, watchdog, reload);
    } catch (IOException e) {
      server.stop();
      watchdog.close();
      throw new UncheckedIOException("TLS files cannot be read", e);
    }
  }

  private static WebServer start(
      FrontDoorSettings settings, List<HttpService> services, Watchdog watchdog) {
    // Helidon looks through the whole class path for features of its flavour, only to log their
    // names. Nothing here is of the other flavour, and without the search a start takes 0.2 s less
    // of the processor.
    HelidonFeatures.flavor(HelidonFlavor.MP);
    try {
      WebServer server = configure(settings, services, watchdog).build().start();
      if (server.port() < 0) { // Helidon logs a socket that does not bind and goes on
        server.stop();
        throw new IllegalStateException(
            "Cannot listen on %s port %d: another program may use it; choose another port."
                .formatted(settings.host(), settings.port()));
      }
      return server;
    } catch (RuntimeException e) {
      watchdog.close();
      throw e;
    }
  }

  private static WebServerConfig.Builder configure(
      FrontDoorSettings settings, List<HttpService> services, Watchdog watchdog) {
    HttpRouting.Builder routing = HttpRouting.builder();
    services.forEach(routing::register);
    DirectHandlers.Builder refusals = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      refusals.addHandler(type, new PlainRefusal());
    }
    WebServerConfig.Builder server =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            .routing(routing)
            .directHandlers(refusals.build())
            .maxTcpConnections(settings.maxConnections())
            .maxPayloadSize(RequestBody.RECEIVED)
            .shutdownGracePeriod(settings.shutdownGrace())
            .connectionOptions(new WatchedSockets(watchdog))
            .protocolsDiscoverServices(false)
            .addConnectionSelector(
                new WatchedHttp1(
                    Http1Config.builder()
                        .maxPrologueLength(MAX_PROLOGUE)
                        .maxHeadersSize(settings.maxHeaderBytes())
                        .sendKeepAliveHeader(false),
                    watchdog));
    settings.tls().ifPresent(files -> server.tls(files.load()));
    return server;
  }

  /// The port bound, also where the settings left the choice open.
  public int port() {
    return server.port();
  }

  /// Number of connections that are open, or were a moment ago.
  int connections() {
    return watchdog.size();
  }

  /// Stops accepting, waits for running requests as long as the settings allow, then closes what is
  /// left.
  @Override
  public void close() {
    tlsReload.ifPresent(TlsReload::close);
    server.stop();
    watchdog.close();
  }
}
