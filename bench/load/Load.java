package dev.poolhouse.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts load on a server and prints what it costs. See `bench/load/run --help`.
final class Load {
  private static final int FEWEST_USERS = 10_000;

  private final LoadOptions options;
  private final Table table = new Table();
  private final FloorSource floors;

  private Load(LoadOptions options, FloorSource floors) {
    this.options = options;
    this.floors = floors;
  }

  static void main(String[] words) throws Exception {
    LoadOptions options = LoadOptions.of(words);
    boolean right;
    try (FloorSource floors = options.floors()) {
      right = new Load(options, floors).run();
    }
    System.exit(right ? 0 : 1);
  }

  private boolean run() throws Exception {
    boolean pinned = Cores.pin(ProcessHandle.current().pid(), options.clientCores());
    if (options.url().isPresent()) {
      return run(options.url().get(), options.signer(), options.pid(), pinned);
    }
    LocalServer.build(options.launcher());
    Path folder = Files.createTempDirectory("poolhouse-load-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> LocalServer.remove(folder)));
    try (Production server =
        Production.start(
            Cores.words(options.serverCores()), options.launcher(), folder, options.settings())) {
      return run(
          server.url(),
          server.signer(),
          Optional.of(server.server().pid()),
          pinned && !Cores.words(options.serverCores()).isEmpty());
    }
  }

  private boolean run(URI url, Signer signer, Optional<Long> pid, boolean pinned) throws Exception {
    Target target = Target.create(url, signer, options.users(), options.connections());
    table.head();
    long answers = 0;
    long failures = 0;
    for (LoadFlow flow : options.flows()) {
      try (Driver driver = new Driver(target, flow, options.connections())) {
        driver.run(options.warmUp());
        List<Figures> runs = new ArrayList<>();
        List<Floor> least = new ArrayList<>(List.of(floors.ask()));
        for (int i = 0; i < options.runs(); i++) {
          runs.add(driver.measure(options.seconds(), pid));
          least.add(floors.ask());
          table.row(flow, runs.getLast(), Floor.median(least.subList(i, i + 2)), "");
        }
        report(flow, Figures.median(runs), Floor.median(least));
        driver.firstFailure().ifPresent(text -> System.out.println("    first failure: " + text));
        answers += runs.stream().mapToLong(Figures::operations).sum();
        failures += runs.stream().mapToLong(Figures::failures).sum();
      }
    }
    verdict(answers, failures, pinned);
    return failures == 0;
  }

  private void report(LoadFlow flow, Figures figures, Floor floor) throws IOException {
    if (options.runs() > 1) {
      table.row(flow, figures, floor, "median");
    }
    String name = "load." + flow.title();
    options.results().add(name, figures);
    for (String part : floor.figures().stringPropertyNames()) {
      if (part.equals("floor." + flow.title()) || part.startsWith("jmh.")) {
        options.results().add(name + "." + part, floor.get(part).orElseThrow(), "ms");
      }
    }
  }

  private void verdict(long answers, long failures, boolean pinned) {
    String counts = "%d operations, %d failures.%n".formatted(answers, failures);
    if (options.quick()) {
      System.out.printf("%nA first look, no verdict: %s", counts);
    } else if (options.users() < FEWEST_USERS || !pinned) {
      System.out.printf(
          "%nNo verdict (it takes %d users, and server and client on cores of their own): %s",
          FEWEST_USERS, counts);
    } else {
      System.out.printf("%n%s: %s", failures == 0 ? "PASSED" : "FAILED", counts);
    }
  }
}
