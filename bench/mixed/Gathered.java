package dev.poolhouse.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The same figures of several runs, until they are one. Used by one thread.
final class Gathered {
  private record Figure(String unit, ToDoubleFunction<List<Double>> whole, List<Double> runs) {}

  private final Map<String, Figure> figures = new LinkedHashMap<>();

  /// Adds what a run has shown.
  ///
  /// @param whole makes one of all runs
  void add(String name, double value, String unit, ToDoubleFunction<List<Double>> whole) {
    figures
        .computeIfAbsent(name, _ -> new Figure(unit, whole, new ArrayList<>()))
        .runs()
        .add(value);
  }

  /// The same for a figure whose median counts.
  void add(String name, double value, String unit) {
    add(name, value, unit, runs -> Figures.median(runs, run -> run));
  }

  /// The same for a number of something, which counts however seldom it was seen.
  void count(String name, long value) {
    add(name, value, "", runs -> runs.stream().mapToDouble(run -> run).sum());
  }

  void write(Results results) throws IOException {
    for (Map.Entry<String, Figure> one : figures.entrySet()) {
      Figure figure = one.getValue();
      results.add(one.getKey(), figure.whole().applyAsDouble(figure.runs()), figure.unit());
    }
  }
}
