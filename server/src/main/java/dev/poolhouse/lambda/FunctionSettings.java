package dev.poolhouse.lambda;

import dev.poolhouse.crypto.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where functions run and how long they may take.
///
/// @param folder where functions lie as files that this server runs; empty for none
/// @param endpoint what answers for functions that are no file; empty for nothing
/// @param atOnce most calls of one function at once
/// @param patience how long one try may take
public record FunctionSettings(
    Optional<Path> folder, Optional<Endpoint> endpoint, int atOnce, Duration patience) {

  /// What speaks Lambda's Invoke.
  ///
  /// @param url scheme, host and port
  /// @param accessKeyId what calls are signed with
  /// @param secretKey its secret
  public record Endpoint(URI url, String accessKeyId, Secret secretKey) {}

  /// No function is known; the limits of the service.
  public static FunctionSettings none() {
    return new FunctionSettings(Optional.empty(), Optional.empty(), 32, Duration.ofSeconds(5));
  }

  /// The same with an endpoint for all functions.
  public FunctionSettings with(Endpoint invoked) {
    return new FunctionSettings(folder, Optional.of(invoked), atOnce, patience);
  }
}
