package dev.poolhouse.bench.jmh;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs the benchmarks and computes the floor. See `bench/jmh/run`.
public final class Report {
  private static final double MICROS = 1_000;

  /// What the floor is made of.
  private static final List<String> FLOOR =
      List.of(
          "RsaBenchmark.sign jdk",
          "RsaBenchmark.sign server",
          "RsaBenchmark.verify jdk",
          "RsaBenchmark.verify server",
          "ExponentBenchmark.jdk",
          "ExponentBenchmark.jdkPowerOfG",
          "ExponentBenchmark.powerOfG");

  private Report() {}

  /// Runs the command line.
  public static void main(String[] words) throws RunnerException, IOException {
    List<String> given = List.of(words);
    String only = after("--only", given);
    Collection<RunResult> results =
        new Runner(options(given.contains("--quick"), only).build()).run();
    Map<String, Double> micros = print(results);
    if (results.stream().map(Report::name).toList().containsAll(FLOOR)) {
      write(Path.of(after("--out", given)), figures(micros));
    }
  }

  /// The floor of each flow and what it is made of, milliseconds.
  ///
  /// @param micros of all of [#FLOOR]
  static Map<String, Double> figures(Map<String, Double> micros) {
    Map<String, Double> figures = parts(micros);
    floor(micros).forEach((flow, millis) -> figures.put("floor." + flow, millis));
    return figures;
  }

  /// The word after the last `option`; empty when it is not given.
  private static String after(String option, List<String> words) {
    int at = words.lastIndexOf(option);
    return at < 0 || at + 1 == words.size() ? "" : words.get(at + 1);
  }

  private static ChainedOptionsBuilder options(boolean quick, String only) {
    return new OptionsBuilder()
        .include("dev\\.poolhouse\\.(?=.*" + only + ").*Benchmark.*")
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.MICROSECONDS)
        .forks(quick ? 1 : 5)
        .warmupIterations(quick ? 3 : 5)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(quick ? 1 : 5)
        .measurementTime(TimeValue.seconds(1))
        .addProfiler(CpuTime.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .jvmArgs("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
  }

  /// @return microseconds of processor time by benchmark
  private static Map<String, Double> print(Collection<RunResult> results) {
    Map<String, Double> micros = new LinkedHashMap<>();
    System.out.printf("%-36s  %12s  %10s  %12s%n", "benchmark", "µs", "± 99.9 %", "CPU µs");
    for (RunResult run : results) {
      String name = name(run);
      Result<?> result = run.getPrimaryResult();
      double cpu = Objects.requireNonNull(run.getSecondaryResults().get(CpuTime.NAME)).getScore();
      micros.put(name, cpu);
      System.out.printf(
          "%-36s  %12.3f  %10.3f  %12.3f%n", name, result.getScore(), result.getScoreError(), cpu);
    }
    return micros;
  }

  /// For example `RsaBenchmark.sign jdk`.
  private static String name(RunResult run) {
    String[] parts = run.getParams().getBenchmark().split("\\.", -1);
    String provider = run.getParams().getParam("provider");
    return parts[parts.length - 2]
        + "."
        + parts[parts.length - 1]
        + (provider == null ? "" : " " + provider);
  }

  /// Milliseconds of cryptography that each flow cannot do without. Reading a user's data costs no
  /// less than the check of the token.
  private static Map<String, Double> floor(Map<String, Double> micros) {
    double sign = least(micros, "RsaBenchmark.sign jdk", "RsaBenchmark.sign server");
    double verify = least(micros, "RsaBenchmark.verify jdk", "RsaBenchmark.verify server");
    double fixed = least(micros, "ExponentBenchmark.powerOfG", "ExponentBenchmark.jdkPowerOfG");
    double any = least(micros, "ExponentBenchmark.jdk");
    Map<String, Double> floor = new LinkedHashMap<>();
    floor.put("password", 2 * sign + fixed);
    floor.put("secret", 2 * sign + fixed);
    floor.put("srp", 2 * sign + fixed + 2 * any);
    floor.put("refresh", 2 * sign);
    floor.put("getuser", verify);
    floor.put("admin-get", verify);
    floor.put("signup", fixed);
    floor.put("wrong-password", fixed);
    return floor;
  }

  /// Milliseconds of what the floor is made of.
  private static Map<String, Double> parts(Map<String, Double> micros) {
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("jmh.sign", least(micros, "RsaBenchmark.sign jdk", "RsaBenchmark.sign server"));
    parts.put("jmh.verify", least(micros, "RsaBenchmark.verify jdk", "RsaBenchmark.verify server"));
    parts.put("jmh.power-of-g", least(micros, "ExponentBenchmark.powerOfG"));
    parts.put(
        "jmh.power-of-g.jdk",
        least(micros, "ExponentBenchmark.jdkPowerOfG", "ExponentBenchmark.jdk"));
    return parts;
  }

  private static double least(Map<String, Double> micros, String... names) {
    return List.of(names).stream()
            .mapToDouble(name -> micros.getOrDefault(name, Double.NaN))
            .min()
            .orElseThrow()
        / MICROS;
  }

  private static void write(Path file, Map<String, Double> figures) throws IOException {
    System.out.printf("%nfloor of each flow, and its parts, milliseconds of CPU time%n");
    try (Writer writer = Files.newBufferedWriter(file)) {
      for (Map.Entry<String, Double> figure : figures.entrySet()) {
        System.out.printf("%-36s  %12.3f%n", figure.getKey(), figure.getValue());
        writer.write("%s=%.6f%n".formatted(figure.getKey(), figure.getValue()));
      }
    }
    System.out.printf("%nWritten to %s%n", file);
  }
}
