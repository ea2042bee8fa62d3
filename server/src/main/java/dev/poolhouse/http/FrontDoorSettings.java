package dev.poolhouse.http;

import java.time.Duration;
import java.util.Optional;

/// How the server's socket behaves.
///
/// @param host name or address to bind
/// @param port port to bind; 0 takes a free one
/// @param tls certificate files; empty for plain HTTP
/// @param tlsCheck how often the certificate files are looked at
/// @param readTimeout longest time a client may keep the server waiting for the head of a request
///   (for the first head of a connection including the TLS handshake), for its body, and for taking
///   an answer; a slower client is cut off. Time that the server itself takes does not count
/// @param idleTimeout longest time a connection may wait between requests
/// @param shutdownGrace longest wait for running requests when closing
/// @param maxConnections most connections at a time
/// @param maxHeaderBytes most bytes of all headers of a request
public record FrontDoorSettings(
    String host,
    int port,
    Optional<TlsFiles> tls,
    Duration tlsCheck,
    Duration readTimeout,
    Duration idleTimeout,
    Duration shutdownGrace,
    int maxConnections,
    int maxHeaderBytes) {

  /// Plain HTTP with limits that suit most installations.
  public static FrontDoorSettings plain(String host, int port) {
    return new FrontDoorSettings(
        host,
        port,
        Optional.empty(),
        Duration.ofSeconds(30),
        Duration.ofSeconds(20),
        Duration.ofSeconds(90),
        Duration.ofSeconds(15),
        4096,
        32 * 1024);
  }

  /// The same with TLS.
  public FrontDoorSettings withTls(TlsFiles files) {
    return new FrontDoorSettings(
        host,
        port,
        Optional.of(files),
        tlsCheck,
        readTimeout,
        idleTimeout,
        shutdownGrace,
        maxConnections,
        maxHeaderBytes);
  }
}
