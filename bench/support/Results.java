package dev.poolhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// Figures for `bench/targets`: a line of JSON for each, added to a file, if there is one.
///
/// @param file see the option `--results`
/// @param command what the figures were measured by
/// @param quick whether that was but a first look
record Results(Optional<Path> file, String command, boolean quick) {

  /// Adds a figure.
  ///
  /// @param name such as `load.password.cpu`
  /// @param unit such as `ms`; empty for a count or a ratio
  void add(String name, double value, String unit) throws IOException {
    if (file.isEmpty()) {
      return;
    }
    String line =
        String.format(
            Locale.ROOT,
            "{\"name\":\"%s\",\"value\":%.6f,\"unit\":\"%s\",\"quick\":%s,\"at\":\"%s\",\"command\":\"%s\"}%n",
            name,
            value,
            unit,
            quick,
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            command);
    Files.writeString(file.get(), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /// Adds the figures of a flow: `name.cpu`, `name.p50`, `name.p99`, `name.rss` and
  /// `name.failures`.
  void add(String name, Figures figures) throws IOException {
    if (figures.server().isPresent()) {
      add(name + ".cpu", figures.server().get().cpuMillis(), "ms");
      add(name + ".rss", figures.server().get().residentMib(), "MiB");
    }
    add(name + ".p50", figures.p50(), "ms");
    add(name + ".p99", figures.p99(), "ms");
    add(name + ".failures", figures.failures(), "");
  }
}
