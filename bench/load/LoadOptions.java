package dev.poolhouse.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
/// @param floor file that `bench/jmh` wrote
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
    Optional<Path> floor,
    boolean quick) {

  static final String HELP =
      """
      Usage: ./poolhouse bench load [OPTION VALUE...] [--quick]

        --flows LIST         password,srp,refresh,getuser,signup,admin-get,wrong-password,secret
                             (default: all of them)
        --users N            users in the pool (10000)
        --connections N      connections, each with one request at a time (8)
        --warm-up SECONDS    load before each flow is measured (20)
        --seconds SECONDS    length of a measured run (20)
        --runs N             measured runs of each flow; from 2 on with a row of medians (1)
        --server-cores LIST  cores for the server (0); all: no pinning
        --client-cores LIST  cores for this program (1); all: no pinning
        --set KEY=VALUE,...  settings of the server, as in docs/settings.md
        --floor FILE         what ./poolhouse bench jmh wrote: adds the ratio to the floor
        --url URL            an endpoint that runs already, Poolhouse or another; its admin calls are
                             signed with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (test, test) for
                             AWS_REGION (us-east-1)
        --pid PID            the process that serves it, for CPU time and memory
        --quick              1000 users, 2 seconds after 2 of warm-up; no verdict

      The exit status is 1 when an answer was not what it had to be.
      """;

  static LoadOptions of(String... words) {
    boolean quick = List.of(words).contains("--quick");
    List<String> rest = Stream.of(words).filter(word -> !word.equals("--quick")).toList();
    Map<String, String> given = defaults(quick);
    for (int i = 0; i < rest.size(); i += 2) {
      if (i + 1 == rest.size() || (!given.containsKey(rest.get(i)))) {
        throw new IllegalArgumentException("no option with a value: " + rest.get(i) + "\n" + HELP);
      }
      given.put(rest.get(i), rest.get(i + 1));
    }
    return new LoadOptions(
        Path.of(given.get("--launcher")).toAbsolutePath().normalize(),
        Stream.of(given.get("--flows").split(",", -1)).map(LoadFlow::named).toList(),
        text(given, "--url").map(URI::create),
        text(given, "--pid").map(Long::valueOf),
        Integer.parseInt(given.get("--users")),
        Integer.parseInt(given.get("--connections")),
        Duration.ofSeconds(Integer.parseInt(given.get("--warm-up"))),
        Duration.ofSeconds(Integer.parseInt(given.get("--seconds"))),
        Integer.parseInt(given.get("--runs")),
        cores(given.get("--server-cores")),
        cores(given.get("--client-cores")),
        settings(given.get("--set")),
        text(given, "--floor").map(Path::of),
        quick);
  }

  private static Map<String, String> defaults(boolean quick) {
    Map<String, String> defaults = new HashMap<>();
    defaults.put("--launcher", "poolhouse");
    defaults.put("--flows", String.join(",", LoadFlow.names()));
    defaults.put("--url", "");
    defaults.put("--pid", "");
    defaults.put("--users", quick ? "1000" : "10000");
    defaults.put("--connections", "8");
    defaults.put("--warm-up", quick ? "2" : "20");
    defaults.put("--seconds", quick ? "2" : "20");
    defaults.put("--runs", "1");
    defaults.put("--server-cores", "0");
    defaults.put("--client-cores", "1");
    defaults.put("--set", "");
    defaults.put("--floor", "");
    return defaults;
  }

  private static Optional<String> text(Map<String, String> given, String name) {
    return Optional.of(given.get(name)).filter(text -> !text.isEmpty());
  }

  private static String cores(String text) {
    return text.toLowerCase(Locale.ROOT).equals("all") ? "" : text;
  }

  private static Map<String, String> settings(String text) {
    Map<String, String> settings = new HashMap<>();
    Stream.of(text.split(",", -1))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> settings.put(pair[0], pair[1]));
    return settings;
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
