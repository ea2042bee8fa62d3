package dev.poolhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/// Counts what sign-ins ask of PostgreSQL. See `bench/round-trips/run`.
final class RoundTrips {
  private static final int USERS = 100;
  private static final int WARM_UP = 200; // the driver prepares a statement at its fifth use

  private static final String HELP =
      """
      Usage: ./poolhouse bench round-trips [OPTION VALUE...] [--quick]

        --sign-ins N      sign-ins that are counted (2000)
        --results FILE    adds the figures to a file for ./poolhouse bench targets
        --quick           300 sign-ins
      """;

  private RoundTrips() {}

  static void main(String[] words) throws Exception {
    Options options =
        Options.of(HELP, List.of(new Options.Default("--sign-ins", "2000", "300")), words);
    LocalServer.build(options.launcher());
    Path folder = Files.createTempDirectory("poolhouse-round-trips-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> LocalServer.remove(folder)));
    try (Postgres database = Postgres.start("");
        Wiretap tap = Wiretap.start(database.port())) {
      database.create("poolhouse");
      try (Production server =
          Production.start(
              List.of(),
              options.launcher(),
              folder,
              Map.of("requests-per-user", "1000000"),
              database.options("poolhouse", tap.port()))) {
        System.out.println(database.version());
        count(server, tap, options);
      }
    }
    System.exit(0);
  }

  private static void count(Production server, Wiretap tap, Options options) throws Exception {
    int signIns = options.number("--sign-ins");
    Target target = Target.create(server.url(), server.signer(), USERS, 2);
    try (LoadClient client = new LoadClient(target, new SplittableRandom(), false)) {
      signIn(client, WARM_UP);
      Wiretap.Counts before = tap.counts();
      long start = System.nanoTime();
      signIn(client, signIns);
      long nanos = System.nanoTime() - start;
      Wiretap.Counts counts = tap.counts().minus(before);
      Wiretap.Counts silent = tap.counts();
      TimeUnit.NANOSECONDS.sleep(nanos);
      Wiretap.Counts alone = tap.counts().minus(silent);
      print(options, signIns, counts, alone);
      System.out.println("what PostgreSQL says in three more, a round trip in each line:");
      tap.show(trip -> System.out.println("    " + trip));
      signIn(client, 3); // lines of several, since connections take turns
    }
  }

  private static void signIn(LoadClient client, int times)
      throws IOException, WrongAnswerException {
    for (int i = 0; i < times; i++) {
      client.password();
    }
  }

  private static void print(
      Options options, int signIns, Wiretap.Counts counts, Wiretap.Counts alone)
      throws IOException {
    double roundTrips = (double) (counts.roundTrips() - alone.roundTrips()) / signIns;
    double commits = (double) (counts.commits() - alone.commits()) / signIns;
    System.out.printf(
        "%d password sign-ins: %d round trips and %d commits; as long without: %d and %d%n"
            + "per sign-in: %.3f round trips, %.3f commits%n",
        signIns,
        counts.roundTrips(),
        counts.commits(),
        alone.roundTrips(),
        alone.commits(),
        roundTrips,
        commits);
    Results results = options.results("round-trips");
    results.add("round-trips.password", roundTrips, "");
    results.add("round-trips.password.commits", commits, "");
  }
}
