package dev.poolhouse.sinks;

import dev.poolhouse.crypto.WebhookSigner;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where events go.
///
/// @param file gets a line for each
/// @param webhook is called for each
/// @param backlog most events that may wait for each of the two
public record SinkSettings(Optional<Path> file, Optional<Webhook> webhook, long backlog) {

  /// Nothing is set up: events are counted only.
  public static SinkSettings none() {
    return new SinkSettings(Optional.empty(), Optional.empty(), 1);
  }

  /// A file alone.
  public static SinkSettings toFile(Path file) {
    return new SinkSettings(Optional.of(file), Optional.empty(), 100_000);
  }

  /// A service of the operator's.
  ///
  /// @param url where it listens: `https`, or `http` on this machine
  /// @param signer proves who calls
  /// @param connectTimeout longest wait for a connection
  /// @param timeout longest wait for an answer
  public record Webhook(URI url, WebhookSigner signer, Duration connectTimeout, Duration timeout) {}
}
