package dev.poolhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Measures a mix of operations, and what a storm of sign-ins does to it. See `bench/mixed/run`.
final class Mixed {
  private static final double LOAD = 0.8;
  private static final double REFRESHES = 0.7;
  private static final double SIGN_INS = 0.2;
  private static final double READS = 0.1;
  private static final int STORM = 5;

  private static final String HELP =
      """
      Usage: ./poolhouse bench mixed [OPTION VALUE...] [--quick]

        --users N            users in the pool (10000)
        --connections N      connections when the highest rate is looked for (8)
        --most N             most requests of a kind at once at a constant rate (256)
        --warm-up SECONDS    load before the first measurement, and once more of a storm (120)
        --seconds SECONDS    length of each measurement (15)
        --runs N             measured calms and storms, in turn; their medians count (5)
        --server-cores LIST  cores for the server (0); all: no pinning
        --client-cores LIST  cores for this program (1); all: no pinning
        --results FILE       adds the figures to a file for ./poolhouse bench targets
        --quick              1000 users, 4 seconds after 4 of warm-up, once
      """;

  private static final List<Options.Default> DEFAULTS =
      List.of(
          new Options.Default("--users", "10000", "1000"),
          Options.Default.of("--connections", "8"),
          Options.Default.of("--most", "256"),
          new Options.Default("--warm-up", "120", "4"),
          new Options.Default("--seconds", "15", "4"),
          new Options.Default("--runs", "5", "1"),
          Options.Default.of("--server-cores", "0"),
          Options.Default.of("--client-cores", "1"));

  private final Options options;
  private final Results results;
  private final Gathered gathered = new Gathered();
  private final Target target;
  private final long pid;

  private Mixed(Options options, Target target, long pid) {
    this.options = options;
    this.results = options.results("mixed");
    this.target = target;
    this.pid = pid;
  }

  static void main(String[] words) throws Exception {
    Options options = Options.of(HELP, DEFAULTS, words);
    LocalServer.build(options.launcher());
    Cores.pin(ProcessHandle.current().pid(), options.cores("--client-cores"));
    Path folder = Files.createTempDirectory("poolhouse-mixed-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> LocalServer.remove(folder)));
    try (Production server =
        Production.start(
            Cores.words(options.cores("--server-cores")), options.launcher(), folder, Map.of())) {
      Target target =
          Target.create(
              server.url(),
              server.signer(),
              options.number("--users"),
              options.number("--connections"));
      target.signIn(options.number("--connections"));
      new Mixed(options, target, server.server().pid()).run();
    }
    System.exit(0);
  }

  private void run() throws Exception {
    try (Driver mix = mix()) {
      mix.run(options.seconds("--warm-up"));
    }
    double capacity = capacity();
    try (Pace storm = pace(LoadFlow.PASSWORD, STORM * capacity)) {
      run(List.of(storm), options.seconds("--warm-up"));
    }
    double most = highestRate();
    System.out.printf(
        "highest rate: %.0f of the mix a second; capacity: %.0f sign-ins a second%n",
        most, capacity);
    results.add("mixed.rate", most, "/s");
    results.add("mixed.capacity", capacity, "/s");
    double rate = LOAD * most;
    try (Pace refreshes = pace(LoadFlow.REFRESH, rate * REFRESHES);
        Pace reads = pace(LoadFlow.GET_USER, rate * READS)) {
      try (Pace signIns = pace(LoadFlow.PASSWORD, rate * SIGN_INS)) {
        report("mixed", "80 % of that rate", List.of(refreshes, reads, signIns));
      }
      for (int run = 0; run < options.number("--runs"); run++) {
        report("calm", "without sign-ins", List.of(refreshes, reads));
        try (Pace signIns = pace(LoadFlow.PASSWORD, STORM * capacity)) {
          report(
              "storm", "sign-ins at five times the capacity", List.of(refreshes, reads, signIns));
        }
      }
    }
    gathered.write(results);
  }

  /// The mix in a closed loop.
  private double highestRate() throws Exception {
    try (Driver mix = mix()) {
      return mix.measure(options.seconds("--seconds"), Optional.empty()).perSecond();
    }
  }

  private Driver mix() {
    return new Driver(target, this::oneOfTheMix, options.number("--connections"));
  }

  private long oneOfTheMix(LoadClient client) throws IOException, WrongAnswerException {
    double dice = client.dice();
    LoadFlow flow =
        dice < REFRESHES
            ? LoadFlow.REFRESH
            : dice < REFRESHES + SIGN_INS ? LoadFlow.PASSWORD : LoadFlow.GET_USER;
    return flow.operation().run(client);
  }

  private double capacity() throws Exception {
    try (Driver signIns = new Driver(target, LoadFlow.PASSWORD, options.number("--connections"))) {
      return signIns.measure(options.seconds("--seconds"), Optional.empty()).perSecond();
    }
  }

  private Pace pace(LoadFlow flow, double perSecond) {
    return new Pace(target, flow, perSecond, options.number("--most"));
  }

  private void report(String name, String what, List<Pace> paces) throws Exception {
    Duration length = options.seconds("--seconds");
    ProcessUse before = ProcessUse.of(pid);
    ProcessUse own = ProcessUse.of(ProcessHandle.current().pid());
    long start = System.nanoTime();
    Map<Pace, Outcome> outcomes = run(paces, length);
    double millis = (System.nanoTime() - start) / 1e6;
    ProcessUse after = ProcessUse.of(pid);
    double busy = ProcessUse.of(ProcessHandle.current().pid()).cpuMillis() - own.cpuMillis();
    System.out.printf(
        "%n%s, all answered after %.1f s; server %.0f %% of a core, %.0f MiB before, %.0f after;"
            + " client %.0f %% of a core%n",
        what,
        millis / 1000,
        (after.cpuMillis() - before.cpuMillis()) / millis * 100,
        before.residentKib() / 1024.0,
        after.residentKib() / 1024.0,
        busy / millis * 100);
    gathered.add(name + ".client", busy / millis, "");
    gathered.add(name + ".rss.before", before.residentKib() / 1024.0, "MiB", List::getFirst);
    gathered.add(name + ".rss.after", after.residentKib() / 1024.0, "MiB", List::getLast);
    for (Map.Entry<Pace, Outcome> one : outcomes.entrySet()) {
      String flow = one.getKey().flow().title();
      System.out.println(
          one.getValue().line("%s %.0f/s".formatted(flow, one.getKey().perSecond())));
      gather(name + "." + flow, one.getValue());
    }
  }

  private void gather(String flow, Outcome outcome) {
    gathered.count(flow + ".done", outcome.done.size());
    gathered.add(flow + ".p50", Outcome.millis(outcome.done, 0.50), "ms");
    gathered.add(flow + ".p95", Outcome.millis(outcome.done, 0.95), "ms");
    gathered.add(flow + ".p99", Outcome.millis(outcome.done, 0.99), "ms");
    gathered.count(flow + ".refused", outcome.refused.size());
    gathered.add(flow + ".refused.p99", Outcome.millis(outcome.refused, 0.99), "ms");
    gathered.count(flow + ".time-outs", outcome.timeOuts);
    gathered.count(flow + ".failures", outcome.failures());
  }

  private static Map<Pace, Outcome> run(List<Pace> paces, Duration length) throws Exception {
    Map<Pace, Future<Outcome>> running = new LinkedHashMap<>();
    Map<Pace, Outcome> outcomes = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Pace pace : paces) {
        running.put(pace, threads.submit(() -> pace.run(length)));
      }
      for (Map.Entry<Pace, Future<Outcome>> one : running.entrySet()) {
        outcomes.put(one.getKey(), one.getValue().get());
      }
    }
    return outcomes;
  }
}
