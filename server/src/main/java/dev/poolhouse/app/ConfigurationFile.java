package dev.poolhouse.app;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that names the configuration file.
final class ConfigurationFile {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "configuration file (default: the variable POOLHOUSE_CONFIG, or else poolhouse.conf)")
  private @Nullable Path given;

  /// The file to read.
  Path path(Map<String, String> environment) {
    return given == null
        ? Path.of(environment.getOrDefault("POOLHOUSE_CONFIG", "poolhouse.conf"))
        : given;
  }
}
