package dev.poolhouse.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /// Reads the arguments of `serve` without picocli, as [DevOptions#usual] does those of `dev`.
  static Optional<ConfigurationFile> usual(List<String> arguments) {
    ConfigurationFile file = new ConfigurationFile();
    if (arguments.isEmpty()) {
      return Optional.of(file);
    }
    if (arguments.size() != 2
        || !arguments.getFirst().equals("--config")
        || arguments.getLast().startsWith("-")) {
      return Optional.empty();
    }
    file.given = Path.of(arguments.getLast());
    return Optional.of(file);
  }

  /// The file to read.
  Path path(Map<String, String> environment) {
    return given == null
        ? Path.of(environment.getOrDefault("POOLHOUSE_CONFIG", "poolhouse.conf"))
        : given;
  }
}
