package dev.poolhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Measures the server's memory. See `bench/memory/run`.
final class Memory {
  private static final int CALM_SECONDS = 10;
  private static final Duration SLICE = Duration.ofSeconds(10);

  private static final String HELP =
      """
      Usage: ./poolhouse bench memory [OPTION VALUE...] [--quick]

        --users N         users in the pool (10000)
        --sign-ins N      sign-ins before the second figure (100000)
        --connections N   connections, each with one request at a time (8)
        --cores LIST      cores for the server (all)
        --results FILE    adds the figures to a file for ./poolhouse bench targets
        --quick           1000 users, 2000 sign-ins
      """;

  private static final List<Options.Default> DEFAULTS =
      List.of(
          new Options.Default("--users", "10000", "1000"),
          new Options.Default("--sign-ins", "100000", "2000"),
          Options.Default.of("--connections", "8"),
          Options.Default.of("--cores", "all"));

  private Memory() {}

  static void main(String[] words) throws Exception {
    Options options = Options.of(HELP, DEFAULTS, words);
    LocalServer.build(options.launcher());
    Path folder = Files.createTempDirectory("poolhouse-memory-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> LocalServer.remove(folder)));
    try (Production server =
        Production.start(
            Cores.words(options.cores("--cores")), options.launcher(), folder, Map.of())) {
      measure(server, options);
    }
    System.exit(0);
  }

  private static void measure(Production server, Options options) throws Exception {
    Results results = options.results("memory");
    long pid = server.server().pid();
    TimeUnit.SECONDS.sleep(CALM_SECONDS);
    results.add("memory.idle", print(pid, "idle"), "MiB");
    int connections = options.number("--connections");
    Target target =
        Target.create(server.url(), server.signer(), options.number("--users"), connections);
    int signIns = options.number("--sign-ins");
    Progress progress = new Progress("sign-ins", signIns);
    long done = 0;
    try (Driver driver = new Driver(target, LoadFlow.PASSWORD, connections)) {
      while (done < signIns) {
        Figures figures = driver.measure(SLICE, Optional.empty());
        done += figures.operations() - figures.failures();
        progress.at(done);
      }
    }
    results.add("memory.after", print(pid, "after %,d sign-ins".formatted(done)), "MiB");
  }

  private static double print(long pid, String when) throws IOException {
    double mib = ProcessUse.of(pid).residentKib() / 1024.0;
    System.out.printf("resident memory %s: %.0f MiB%n", when, mib);
    return mib;
  }
}
