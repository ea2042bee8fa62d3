package dev.poolhouse.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.Properties;

/// The least CPU time that an operation could take: its cryptography, by the fastest ways that
/// `bench/jmh` measured.
///
/// @param figures milliseconds by name, as that program wrote them
record Floor(Properties figures) {
  /// Knows nothing.
  static final Floor UNKNOWN = new Floor(new Properties());

  static Floor read(Path file) throws IOException {
    Properties figures = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      figures.load(reader);
    }
    return new Floor(figures);
  }

  /// Milliseconds of one operation; empty where nothing was measured.
  OptionalDouble of(LoadFlow flow) {
    String value = figures.getProperty("floor." + flow.title(), "");
    return value.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(value));
  }
}
