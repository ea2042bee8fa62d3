package dev.poolhouse.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the command line says.
///
/// @param launcher `./poolhouse`
/// @param flows what to run, in this order
/// @param url an endpoint that runs already
/// @param pid process id of what serves it
/// @param users users in the pool
/// @param connections connections, each with one request at a time
/// @param warmUp load before the measured one
/// @param seconds length of a measured run
/// @param runs measured runs of each flow
/// @param serverCores cores for a server that is started; empty for all
/// @param clientCores cores for this program; empty for all
/// @param settings settings of a server that is started
/// @param floor `beside`, or a file that `bench/jmh` wrote; empty for none
/// @param results where the figures are written to
/// @param quick whether this is but a first look
record LoadOptions(
    Path launcher,
    List<LoadFlow> flows,
    Optional<URI> url,
    Optional<Long> pid,
    int users,
    int connections,
    Duration warmUp,
    Duration seconds,
    int runs,
    String serverCores,
    String clientCores,
    Map<String, String> settings,
    String floor,
    Results results,
    boolean quick) {

  private static final List<Options.Default> DEFAULTS =
      List.of(
          Options.Default.of("--flows", String.join(",", LoadFlow.names())),
          Options.Default.of("--url", ""),
          Options.Default.of("--pid", ""),
          new Options.Default("--users", "10000", "1000"),
          Options.Default.of("--connections", "8"),
          new Options.Default("--warm-up", "120", "2"),
          new Options.Default("--seconds", "20", "2"),
          Options.Default.of("--runs", "1"),
          Options.Default.of("--server-cores", "0"),
          Options.Default.of("--client-cores", "1"),
          Options.Default.of("--set", ""),
          Options.Default.of("--floor", ""));

  private static final String HELP =
      """
      Usage: ./poolhouse bench load [OPTION VALUE...] [--quick]

        --flows LIST         password,srp,refresh,getuser,signup,admin-get,wrong-password,secret,
                             list-filter,list-page (default: all of them)
        --users N            users in the pool (10000)
        --connections N      connections, each with one request at a time (8)
        --warm-up SECONDS    load before each flow is measured (120)
        --seconds SECONDS    length of a measured run (20)
        --runs N             measured runs of each flow; from 2 on with a row of medians (1)
        --server-cores LIST  cores for the server (0); all: no pinning
        --client-cores LIST  cores for this program (1); all: no pinning
        --set KEY=VALUE,...  settings of the server, as in docs/settings.md
        --floor beside       measures the floor between the runs, on the server's cores, and adds the
                             ratio to it; or a file that ./poolhouse bench jmh wrote
        --results FILE       adds the figures to a file for ./poolhouse bench targets
        --url URL            an endpoint that runs already, Poolhouse or another; its admin calls are
                             signed with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (test, test) for
                             AWS_REGION (us-east-1)
        --pid PID            the process that serves it, for CPU time and memory
        --quick              1000 users, 2 seconds after 2 of warm-up; no verdict

      The exit status is 1 when an answer was not what it had to be.
      """;

  static LoadOptions of(String... words) {
    Options options = Options.of(HELP, DEFAULTS, words);
    return new LoadOptions(
        options.launcher(),
        options.list("--flows").stream().map(LoadFlow::named).toList(),
        options.optional("--url").map(URI::create),
        options.optional("--pid").map(Long::valueOf),
        options.number("--users"),
        options.number("--connections"),
        options.seconds("--warm-up"),
        options.seconds("--seconds"),
        options.number("--runs"),
        options.cores("--server-cores"),
        options.cores("--client-cores"),
        settings(options.text("--set")),
        options.text("--floor"),
        options.results("load"),
        options.quick());
  }

  private static Map<String, String> settings(String text) {
    Map<String, String> settings = new HashMap<>();
    Stream.of(text.split(",", -1))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> settings.put(pair[0], pair[1]));
    return settings;
  }

  /// Where the floor comes from.
  FloorSource floors() throws IOException {
    if (floor.equals("beside")) {
      return FloorSource.beside(launcher, serverCores);
    }
    return FloorSource.of(floor.isEmpty() ? Floor.UNKNOWN : Floor.read(Path.of(floor)));
  }

  /// Signs the admin calls to an endpoint that runs already.
  Signer signer() {
    Map<String, String> environment = System.getenv();
    return new Signer(
        environment.getOrDefault("AWS_ACCESS_KEY_ID", "test"),
        environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "test"),
        environment.getOrDefault("AWS_REGION", "us-east-1"));
  }
}
