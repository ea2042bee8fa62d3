package dev.poolhouse.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Measures pools of several sizes side by side. See `bench/growth/run`.
final class Growth {
  private static final String HELP =
      """
      Usage: ./poolhouse bench growth [OPTION VALUE...] [--quick]

        --databases LIST     sqlite,postgresql (both)
        --sizes LIST         users in each pool (1000,100000,1000000)
        --flows LIST         flows of ./poolhouse bench load (password,admin-get,list-filter,list-page)
        --connections N      connections, each with one request at a time (8)
        --warm-up SECONDS    load before each flow is measured (60)
        --seconds SECONDS    length of a measured run (10)
        --runs N             measured runs of each flow on each size (5)
        --server-cores LIST  cores for the servers (0); all: no pinning
        --client-cores LIST  cores for this program and PostgreSQL (1); all: no pinning
        --results FILE       adds the figures to a file for ./poolhouse bench targets
        --quick              1000 and 20000 users, one run of 2 seconds after 2 of warm-up
      """;

  private static final List<Options.Default> DEFAULTS =
      List.of(
          Options.Default.of("--databases", "sqlite,postgresql"),
          new Options.Default("--sizes", "1000,100000,1000000", "1000,20000"),
          Options.Default.of("--flows", "password,admin-get,list-filter,list-page"),
          Options.Default.of("--connections", "8"),
          new Options.Default("--warm-up", "60", "2"),
          new Options.Default("--seconds", "10", "2"),
          new Options.Default("--runs", "5", "1"),
          Options.Default.of("--server-cores", "0"),
          Options.Default.of("--client-cores", "1"));

  private final Options options;
  private final Results results;
  private final Table table = new Table();
  private long failures;

  private Growth(Options options) {
    this.options = options;
    this.results = options.results("growth");
  }

  static void main(String[] words) throws Exception {
    Options options = Options.of(HELP, DEFAULTS, words);
    LocalServer.build(options.launcher());
    Growth growth = new Growth(options);
    for (String database : options.list("--databases")) {
      growth.run(database);
    }
    System.exit(growth.failures == 0 ? 0 : 1);
  }

  private void run(String database) throws Exception {
    Path folder = Files.createTempDirectory("poolhouse-growth-");
    List<Site> sites = new ArrayList<>();
    try (Stack stack = new Stack()) {
      stack.push(() -> LocalServer.remove(folder));
      Optional<Postgres> postgres = Optional.empty();
      if (database.equals("postgresql")) {
        Postgres server = stack.push(Postgres.start(options.cores("--client-cores")));
        postgres = Optional.of(server);
        System.out.println(server.version());
      } else if (!database.equals("sqlite")) {
        throw new IllegalArgumentException("neither sqlite nor postgresql: " + database);
      }
      for (String size : options.list("--sizes")) {
        Path installation = folder.resolve(size);
        sites.add(stack.push(Site.create(options, installation, postgres, Integer.parseInt(size))));
      }
      Cores.pin(ProcessHandle.current().pid(), options.cores("--client-cores"));
      measure(sites);
    }
  }

  private void measure(List<Site> sites) throws Exception {
    for (Site site : sites) {
      System.out.printf("%s: %.0f bytes per user%n", site.name(), site.bytesPerUser());
      results.add(site.name() + ".bytes-per-user", site.bytesPerUser(), "B");
    }
    table.head();
    for (String title : options.list("--flows")) {
      measure(sites, LoadFlow.named(title));
    }
  }

  private void measure(List<Site> sites, LoadFlow flow) throws Exception {
    List<SideBySide.Contender> contenders = new ArrayList<>();
    for (Site site : sites) {
      Driver driver = new Driver(site.target(), flow, options.number("--connections"));
      contenders.add(
          new SideBySide.Contender(site.name() + "." + flow.title(), driver, site.pid()));
    }
    failures += new SideBySide(options, table, results).measure(flow, contenders);
  }
}
