package dev.poolhouse.bench;

import java.util.ArrayList;
import java.util.List;

/// What became of operations. Used by one thread.
final class Outcome {
  /// Nanoseconds of those that were done.
  final List<Long> done = new ArrayList<>();

  /// Nanoseconds of those that got TooManyRequestsException.
  final List<Long> refused = new ArrayList<>();

  long timeOuts;
  private long failures;
  private String firstFailure = "";

  void failed(String text) {
    firstFailure = failures == 0 ? text : firstFailure;
    failures++;
  }

  void add(Outcome other) {
    done.addAll(other.done);
    refused.addAll(other.refused);
    timeOuts += other.timeOuts;
    firstFailure = failures == 0 ? other.firstFailure : firstFailure;
    failures += other.failures;
  }

  long failures() {
    return failures;
  }

  /// Milliseconds that a share of the times does not exceed; not a number when there are none.
  static double millis(List<Long> nanos, double share) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return Figures.millis(sorted, share);
  }

  /// A line of the report.
  String line(String what) {
    return "%-22s  done %7d  p50 %8.2f  p95 %8.2f  p99 %8.2f ms   refused %7d  p50 %8.2f  p99 %8.2f ms   time-outs %d  failures %d %s"
        .formatted(
            what,
            done.size(),
            millis(done, 0.50),
            millis(done, 0.95),
            millis(done, 0.99),
            refused.size(),
            millis(refused, 0.50),
            millis(refused, 0.99),
            timeOuts,
            failures,
            firstFailure);
  }
}
