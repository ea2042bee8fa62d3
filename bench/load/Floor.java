package dev.poolhouse.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    try (Reader reader = Files.newBufferedReader(file)) {
      return read(reader);
    }
  }

  /// Reads lines up to an empty one.
  static Floor answer(BufferedReader lines) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
      text.append(line).append('\n');
    }
    return read(new StringReader(text.toString()));
  }

  private static Floor read(Reader reader) throws IOException {
    Properties figures = new Properties();
    figures.load(reader);
    return new Floor(figures);
  }

  /// The median of each figure by itself.
  ///
  /// @param all with the same figures; at least one
  static Floor median(List<Floor> all) {
    Properties medians = new Properties();
    for (String name : all.getFirst().figures.stringPropertyNames()) {
      double median = Figures.median(all, one -> one.get(name).orElseThrow());
      medians.setProperty(name, String.valueOf(median));
    }
    return new Floor(medians);
  }

  /// Milliseconds of one operation; empty where nothing was measured.
  OptionalDouble of(LoadFlow flow) {
    return get("floor." + flow.title());
  }

  /// A figure; empty where nothing was measured.
  OptionalDouble get(String name) {
    String value = figures.getProperty(name, "");
    return value.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(value));
  }
}
