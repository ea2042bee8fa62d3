package dev.poolhouse.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// What a run has shown.
///
/// @param operations operations that ended, failed ones too
/// @param failures operations with an answer that was not what it had to be, or with none
/// @param perSecond operations per second
/// @param p50 median of the times of operations, milliseconds
/// @param p95 what 95 % of them did not exceed
/// @param p99 what 99 % of them did not exceed
/// @param server what the server used, when its process is known
record Figures(
    long operations,
    long failures,
    double perSecond,
    double p50,
    double p95,
    double p99,
    Optional<Use> server) {

  /// @param cpuMillis CPU time of the server for one operation
  /// @param residentMib its memory at the end
  record Use(double cpuMillis, double residentMib) {}

  /// @param nanos times of all operations
  static Figures of(long[] nanos, long failures, double seconds, Optional<Use> server) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Figures(
        sorted.length,
        failures,
        sorted.length / seconds,
        millis(sorted, 0.50),
        millis(sorted, 0.95),
        millis(sorted, 0.99),
        server);
  }

  /// Milliseconds that a share of the times does not exceed; not a number when there are none.
  static double millis(long[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
  }

  /// The median of each figure by itself; operations and failures are summed.
  static Figures median(List<Figures> runs) {
    Optional<Use> use =
        runs.getFirst()
            .server()
            .map(
                _ ->
                    new Use(
                        median(runs, run -> run.server().orElseThrow().cpuMillis()),
                        median(runs, run -> run.server().orElseThrow().residentMib())));
    return new Figures(
        runs.stream().mapToLong(Figures::operations).sum(),
        runs.stream().mapToLong(Figures::failures).sum(),
        median(runs, Figures::perSecond),
        median(runs, Figures::p50),
        median(runs, Figures::p95),
        median(runs, Figures::p99),
        use);
  }

  /// The median of one figure.
  ///
  /// @param runs at least one
  static <T> double median(List<T> runs, ToDoubleFunction<T> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
