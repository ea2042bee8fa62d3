package dev.poolhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// The figures that there are, the last of each name.
///
/// @param figures by name
record Measured(Map<String, Figure> figures) {
  private static final Pattern LINE =
      Pattern.compile(
          "\\{\"name\":\"([^\"]+)\",\"value\":([^,]+),\"unit\":\"([^\"]*)\",\"quick\":(true|false),\"at\":\"([^\"]+)\",\"command\":\"([^\"]*)\"}");

  /// One of them.
  ///
  /// @param at when it was measured
  /// @param command what by
  record Figure(double value, String at, String command) {}

  /// There is no figure of that name.
  static final class MissingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MissingException(String name) {
      super("no " + name);
    }
  }

  /// Reads what [Results] wrote. Figures of a first look count when that is what is wanted.
  static Measured read(Path file, boolean quick) throws IOException {
    return of(Files.exists(file) ? Files.readAllLines(file) : List.of(), quick);
  }

  /// The same from lines.
  static Measured of(List<String> lines, boolean quick) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher found = LINE.matcher(line);
      if (!found.matches()) {
        throw new IllegalArgumentException("no line of results: " + line);
      }
      double value = Double.parseDouble(found.group(2));
      if (!Double.isNaN(value) && (quick || found.group(4).equals("false"))) {
        figures.put(found.group(1), new Figure(value, found.group(5), found.group(6)));
      }
    }
    return new Measured(figures);
  }

  /// The figure; throws [MissingException] when there is none.
  double get(String name) {
    return Optional.ofNullable(figures.get(name))
        .orElseThrow(() -> new MissingException(name))
        .value();
  }

  /// One figure divided by another.
  double ratio(String name, String by) {
    return get(name) / get(by);
  }

  /// The greatest of some figures.
  double most(String... names) {
    return DoubleStream.of(List.of(names).stream().mapToDouble(this::get).toArray())
        .max()
        .orElseThrow();
  }

  /// The programs that measured the figures, each with the day of the last of them.
  String commands() {
    return figures.values().stream()
        .map(figure -> figure.at().substring(0, 10) + "  " + figure.command())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining("\n"));
  }
}
