package dev.poolhouse.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Measures a flow on several servers in turn, as often as there are runs, so that what changes on
/// the machine in the meantime meets all of them alike. Used by one thread.
///
/// @param options with `--warm-up`, `--seconds` and `--runs`
/// @param table where medians are printed
/// @param results where medians are written to
record SideBySide(Options options, Table table, Results results) {

  /// One of them.
  ///
  /// @param name name of its figures
  /// @param driver puts the load on it; closed at the end
  /// @param pid its process
  record Contender(String name, Driver driver, long pid) {}

  /// Measures.
  ///
  /// @return the number of wrong answers
  long measure(LoadFlow flow, List<Contender> contenders) throws Exception {
    try (Stack stack = new Stack()) {
      List<List<Figures>> runs = new ArrayList<>();
      for (Contender one : contenders) {
        stack.push(one.driver()).run(options.seconds("--warm-up"));
        runs.add(new ArrayList<>());
      }
      for (int run = 0; run < options.number("--runs"); run++) {
        for (int i = 0; i < contenders.size(); i++) {
          Contender one = contenders.get(i);
          runs.get(i)
              .add(one.driver().measure(options.seconds("--seconds"), Optional.of(one.pid())));
        }
      }
      long failures = 0;
      for (int i = 0; i < contenders.size(); i++) {
        failures += report(flow, contenders.get(i), runs.get(i));
      }
      return failures;
    }
  }

  private long report(LoadFlow flow, Contender one, List<Figures> runs) throws Exception {
    Figures median = Figures.median(runs);
    table.row(flow, median, Floor.UNKNOWN, one.name());
    results.add(one.name(), median);
    one.driver().firstFailure().ifPresent(text -> System.out.println("    first failure: " + text));
    return median.failures();
  }
}
