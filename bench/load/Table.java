package dev.poolhouse.bench;

import java.util.OptionalDouble;

/// Prints the figures.
final class Table {
  private static final String ROW =
      "%-14s  %9s  %9s  %9s  %9s  %9s  %8s  %10s  %8s  %9s  %6s  %s%n";

  void head() {
    System.out.printf(
        ROW,
        "flow",
        "ops",
        "ops/s",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "failures",
        "CPU ms/op",
        "RSS MiB",
        "floor ms",
        "ratio",
        "");
  }

  void row(LoadFlow flow, Figures figures, Floor floor, String note) {
    OptionalDouble least = floor.of(flow);
    System.out.printf(
        ROW,
        flow.title(),
        figures.operations(),
        "%.1f".formatted(figures.perSecond()),
        "%.2f".formatted(figures.p50()),
        "%.2f".formatted(figures.p95()),
        "%.2f".formatted(figures.p99()),
        figures.failures(),
        figures.server().map(use -> "%.3f".formatted(use.cpuMillis())).orElse("-"),
        figures.server().map(use -> "%.0f".formatted(use.residentMib())).orElse("-"),
        least.isPresent() ? "%.3f".formatted(least.getAsDouble()) : "-",
        least.isPresent() && figures.server().isPresent()
            ? "%.2f".formatted(figures.server().get().cpuMillis() / least.getAsDouble())
            : "-",
        note);
  }
}
