package dev.poolhouse.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// Runs all measurements and prints the table. See `bench/targets/run`.
final class Targets {
  private static final String HELP =
      """
      Usage: ./poolhouse bench targets [OPTION VALUE...] [--quick]

        --only LIST    runs these parts alone: jmh,load,memory,start,round-trips,mixed,peers,growth;
                       none: runs nothing and prints the table of what is in the file
        --from FILE    where results are read from and added to
                       (bench/targets/target/results.jsonl); of each figure the last one counts
        --quick        a first look: every part with its --quick; no verdict

      The exit status is 1 when a target was missed or could not be measured.
      """;

  private static final String ROW = "%-66s  %8s  %9s  %-12s  %s%n";

  private final Options options;
  private final Path bench;
  private final Path file;

  private Targets(Options options) {
    this.options = options;
    this.bench = options.launcher().resolveSibling("bench");
    this.file =
        options
            .optional("--from")
            .map(Path::of)
            .orElse(bench.resolve("targets/target/results.jsonl"))
            .toAbsolutePath();
  }

  static void main(String[] words) throws Exception {
    Options options =
        Options.of(
            HELP,
            List.of(Options.Default.of("--only", ""), Options.Default.of("--from", "")),
            words);
    System.exit(new Targets(options).run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    List<String> failed = new ArrayList<>();
    Files.createDirectories(file.getParent());
    if (!options.text("--only").equals("none")) {
      List<Part> parts = Part.named(options.list("--only"));
      for (Part part : parts) {
        System.out.printf(
            "== %s (%d of %d) ==%n", part.name(), parts.indexOf(part) + 1, parts.size());
        String ended = run(part);
        if (!ended.isEmpty()) {
          failed.add(ended);
          System.out.println(ended);
        }
      }
    }
    return print(Measured.read(file, options.quick()), failed);
  }

  /// Runs a part; says what went wrong, or nothing.
  private String run(Part part) throws IOException, InterruptedException {
    Path program = bench.resolve(part.name()).resolve("run");
    if (!Files.isExecutable(program)) {
      return part.name() + ": there is no " + program;
    }
    long start = System.nanoTime();
    int status =
        new ProcessBuilder(part.command(program.toString(), file.toString(), options.quick()))
            .inheritIO()
            .start()
            .waitFor();
    System.out.printf("%n%d s%n%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    if (status == 0 && part.name().equals("jmh")) {
      addFloor();
    }
    return status == 0 ? "" : part.name() + " ended with status " + status;
  }

  /// The floor is kept in a file of its own, which `bench/load` reads, too.
  private void addFloor() throws IOException {
    Properties floor = new Properties();
    try (Reader reader = Files.newBufferedReader(bench.resolve("jmh/target/floor.properties"))) {
      floor.load(reader);
    }
    String command = "./poolhouse bench jmh" + (options.quick() ? " --quick" : "");
    Results results = new Results(Optional.of(file), command, options.quick());
    for (String name : floor.stringPropertyNames()) {
      results.add(name, Double.parseDouble(floor.getProperty(name)), "ms");
    }
  }

  private boolean print(Measured figures, List<String> failed) throws IOException {
    List<Goal.Row> rows = Goals.all().stream().map(goal -> goal.row(figures)).toList();
    System.out.println(Machine.describe());
    System.out.println();
    System.out.printf(ROW, "figure", "target", "measured", "verdict", "from");
    for (Goal.Row row : rows) {
      String verdict = options.quick() ? "" : row.verdict().text();
      System.out.printf(ROW, row.what(), row.target(), row.value(), verdict, row.note());
    }
    System.out.printf("%nMeasured by%n%s%n%n", figures.commands());
    failed.forEach(System.out::println);
    long missed = count(rows, Goal.Verdict.MISSED);
    long unknown = count(rows, Goal.Verdict.UNKNOWN);
    if (options.quick()) {
      System.out.println("A first look, no verdict.");
      return failed.isEmpty();
    }
    boolean passed = missed == 0 && unknown == 0 && failed.isEmpty();
    System.out.printf(
        "%s: %d of %d targets reached, %d missed, %d not measured.%n",
        passed ? "PASSED" : "FAILED", rows.size() - missed - unknown, rows.size(), missed, unknown);
    return passed;
  }

  private static long count(List<Goal.Row> rows, Goal.Verdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }
}
