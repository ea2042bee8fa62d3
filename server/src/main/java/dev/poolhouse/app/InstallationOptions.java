package dev.poolhouse.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// The options that say which installation a command works on.
final class InstallationOptions {
  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private Choice choice = new Choice();

  /// One of the two.
  static final class Choice {
    @Option(
        names = "--config",
        paramLabel = "FILE",
        description =
            "configuration file (default: the variable POOLHOUSE_CONFIG, or else poolhouse.conf)")
    private @Nullable Path config;

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "data folder of a development server instead")
    private @Nullable Path data;
  }

  /// Opens it.
  Installation open(Map<String, String> environment, SecureRandom random) {
    if (choice.data != null) {
      return Installation.development(choice.data, random);
    }
    Path file =
        choice.config == null
            ? Path.of(environment.getOrDefault("POOLHOUSE_CONFIG", "poolhouse.conf"))
            : choice.config;
    return Installation.configured(file, environment, random);
  }
}
