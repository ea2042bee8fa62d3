package dev.poolhouse.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Compares what operations cost. See `bench/peers/run`.
final class Peers {
  private static final int FEW = 100;
  private static final int MORE = 2_000;
  private static final String OURS = "peers.poolhouse.";
  private static final String THEIRS = "peers.cognito-local.";

  private static final String HELP =
      """
      Usage: ./poolhouse bench peers [OPTION VALUE...] [--quick]

        --connections N      connections, each with one request at a time (8)
        --warm-up SECONDS    load before each flow is measured (40)
        --seconds SECONDS    length of a measured run (10)
        --runs N             measured runs of each flow on each server (5)
        --server-cores LIST  cores for the servers (0); all: no pinning
        --client-cores LIST  cores for this program (1); all: no pinning
        --results FILE       adds the figures to a file for ./poolhouse bench targets
        --quick              one run of 2 seconds after 2 of warm-up
      """;

  private static final List<Options.Default> DEFAULTS =
      List.of(
          Options.Default.of("--connections", "8"),
          new Options.Default("--warm-up", "40", "2"),
          new Options.Default("--seconds", "10", "2"),
          new Options.Default("--runs", "5", "1"),
          Options.Default.of("--server-cores", "0"),
          Options.Default.of("--client-cores", "1"),
          Options.Default.of("--cognito-local", ""),
          Options.Default.of("--keycloak", ""));

  private final Options options;
  private final SideBySide sideBySide;
  private final Production poolhouse;
  private long failures;

  private Peers(Options options, Production poolhouse) {
    this.options = options;
    this.sideBySide = new SideBySide(options, new Table(), options.results("peers"));
    this.poolhouse = poolhouse;
  }

  static void main(String[] words) throws Exception {
    Options options = Options.of(HELP, DEFAULTS, words);
    LocalServer.build(options.launcher());
    List<String> cores = Cores.words(options.cores("--server-cores"));
    Path folder = Files.createTempDirectory("poolhouse-peers-");
    long failures;
    try (Stack stack = new Stack()) {
      stack.push(() -> LocalServer.remove(folder));
      Production poolhouse =
          stack.push(
              Production.start(
                  cores,
                  options.launcher(),
                  folder.resolve("poolhouse"),
                  Map.of("requests-per-user", "1000000")));
      CognitoLocal cognitoLocal =
          stack.push(
              CognitoLocal.start(
                  cores, options.text("--cognito-local"), folder.resolve("cognito-local")));
      Keycloak keycloak =
          stack.push(Keycloak.start(cores, Path.of(options.text("--keycloak")), FEW));
      Cores.pin(ProcessHandle.current().pid(), options.cores("--client-cores"));
      Peers peers = new Peers(options, poolhouse);
      peers.compare(cognitoLocal);
      peers.compare(keycloak);
      failures = peers.failures;
    }
    System.exit(failures == 0 ? 0 : 1);
  }

  private void compare(CognitoLocal theirs) throws Exception {
    int connections = options.number("--connections");
    Target few = Target.create(poolhouse.url(), poolhouse.signer(), FEW, connections);
    Target theirFew = Target.create(theirs.url(), poolhouse.signer(), FEW, connections);
    sideBySide.table().head();
    measure(LoadFlow.GET_USER, "getuser", few, theirFew, theirs.process().pid());
    measure(LoadFlow.SIGN_UP, "signup", few, theirFew, theirs.process().pid());
    for (int users : List.of(FEW, MORE)) {
      System.out.println();
      measure(
          LoadFlow.PASSWORD,
          "password-" + users,
          Target.create(poolhouse.url(), poolhouse.signer(), users, connections),
          Target.create(theirs.url(), poolhouse.signer(), users, connections),
          theirs.process().pid());
    }
  }

  private void measure(LoadFlow flow, String name, Target ours, Target theirs, long theirPid)
      throws Exception {
    int connections = options.number("--connections");
    failures +=
        sideBySide.measure(
            flow,
            List.of(
                new SideBySide.Contender(
                    OURS + name, new Driver(ours, flow, connections), poolhouse.server().pid()),
                new SideBySide.Contender(
                    THEIRS + name, new Driver(theirs, flow, connections), theirPid)));
  }

  private void compare(Keycloak keycloak) throws Exception {
    System.out.printf("%nKeycloak hashes passwords by %s%n", Keycloak.HASH);
    int connections = options.number("--connections");
    Target target = Target.create(poolhouse.url(), poolhouse.signer(), FEW, connections);
    PasswordGrant grant = new PasswordGrant(keycloak.url(), FEW);
    failures +=
        sideBySide.measure(
            LoadFlow.PASSWORD,
            List.of(
                new SideBySide.Contender(
                    OURS + "password-grant",
                    new Driver(target, LoadFlow.PASSWORD, connections),
                    poolhouse.server().pid()),
                new SideBySide.Contender(
                    "peers.keycloak.password-grant",
                    new Driver(target, grant, connections),
                    keycloak.pid())));
  }
}
