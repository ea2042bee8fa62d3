package dev.poolhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Kills the server under load, again and again, and checks that nothing acknowledged is lost. See
/// `bench/kill9/run` for what it proves and how to run it.
final class Kill9 {
  private static final String HEAD = "%5s  %6s  %12s  %13s  %9s  %13s  %15s  %4s  %12s%n";
  private static final String ROW = "%5d  %4.1f s  %12d  %13d  %9d  %13d  %15d  %4d  %12d%n";
  private static final double SHORTEST_LOAD_SECONDS = 0.5;
  private static final int MOST_WARM_UP_MILLIS = 60_000;

  private final Options options;
  private final Path data;
  private final Path other;
  private final SplittableRandom random = new SplittableRandom();
  private final Journal journal = new Journal();
  private final List<Client> clients = new ArrayList<>();

  /// What the command line says.
  ///
  /// @param launcher `./poolhouse`
  /// @param rounds number of kills
  /// @param clients number of parallel clients
  /// @param seconds the longest load before a kill; the shortest is half a second
  /// @param control whether the data is to be lost on purpose
  private record Options(Path launcher, int rounds, int clients, double seconds, boolean control) {
    static Options of(String... words) {
      Map<String, String> given =
          new HashMap<>(
              Map.of("--rounds", "20", "--clients", "8", "--seconds", "2.5", "--control", "no"));
      for (int i = 0; i + 1 < words.length; i += 2) {
        given.put(words[i], words[i + 1]);
      }
      return new Options(
          Path.of(given.get("--launcher")).toAbsolutePath().normalize(),
          Integer.parseInt(given.get("--rounds")),
          Integer.parseInt(given.get("--clients")),
          Double.parseDouble(given.get("--seconds")),
          given.get("--control").equals("yes"));
    }
  }

  private Kill9(Options options, Path folder) {
    this.options = options;
    this.data = folder.resolve("data");
    this.other = folder.resolve("as-it-was");
  }

  static void main(String[] words) throws Exception {
    Options options = Options.of(words);
    LocalServer.build(options.launcher());
    Path folder = Files.createTempDirectory("poolhouse-kill9-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> LocalServer.remove(folder)));
    System.exit(new Kill9(options, folder).run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    LocalServer server = start();
    try {
      Pool pool;
      try (Api api = new Api(server.url())) {
        pool = Pool.create(api);
      }
      for (int i = 0; i < options.clients(); i++) {
        clients.add(new Client(i, pool, journal, random.split()));
      }
      System.out.printf(
          HEAD,
          "round",
          "load",
          "acknowledged",
          "last sequence",
          "in flight",
          "users checked",
          "writes verified",
          "lost",
          "half-written");
      for (int round = 1; round <= options.rounds(); round++) {
        double seconds = loadAndKill(server);
        server = start();
        report(round, seconds, server, pool);
      }
      int users = check(server, pool, _ -> true);
      System.out.printf("%nAll %d users of all rounds were checked once more.%n", users);
      server.stop();
    } finally {
      server.close();
    }
    return verdict();
  }

  /// Starts the server on the same folder. The issuer must not change with the port, or the access
  /// tokens of earlier rounds would be another server's.
  private LocalServer start() throws IOException {
    return LocalServer.start(List.of(), options.launcher(), data, "--issuer", "aws");
  }

  /// Lets all clients work, kills the server at a random moment after its first acknowledgement,
  /// waits until every client has noticed.
  ///
  /// @return seconds from the first acknowledgement to the kill
  private double loadAndKill(LocalServer server) throws Exception {
    double seconds =
        options.control()
            ? options.seconds()
            : random.nextDouble(SHORTEST_LOAD_SECONDS, options.seconds());
    long before = journal.last();
    journal.killing(false);
    try (Api api = new Api(server.url());
        ExecutorService threads = Executors.newFixedThreadPool(clients.size())) {
      List<Future<?>> working = new ArrayList<>();
      for (Client client : clients) {
        working.add(threads.submit(() -> client.work(api)));
      }
      for (int i = 0; i < MOST_WARM_UP_MILLIS && journal.last() == before; i++) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      if (options.control()) {
        copyDatabase(data, other);
      }
      TimeUnit.MICROSECONDS.sleep((long) (seconds * 1_000_000));
      journal.killing(true);
      server.kill();
      if (options.control()) {
        copyDatabase(other, data);
      }
      for (Future<?> one : working) {
        one.get();
      }
    }
    return seconds;
  }

  /// What a disk does that forgets: the file and its log as they were some time ago.
  private static void copyDatabase(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    Files.deleteIfExists(to.resolve("poolhouse.db-shm"));
    for (String name : List.of("poolhouse.db", "poolhouse.db-wal")) {
      Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void report(int round, double seconds, LocalServer server, Pool pool) throws Exception {
    List<Account> touched = accounts().stream().filter(Account::touched).toList();
    int acknowledged = touched.stream().mapToInt(Account::unchecked).sum();
    long inFlight =
        touched.stream().filter(one -> one.inFlight() != Account.InFlight.NOTHING).count();
    int lostBefore = journal.lost();
    int halfBefore = journal.halfWritten();
    int users = check(server, pool, Account::touched);
    int lost = journal.lost() - lostBefore;
    System.out.printf(
        ROW,
        round,
        seconds,
        acknowledged,
        journal.last(),
        inFlight,
        users,
        acknowledged - lost,
        lost,
        journal.halfWritten() - halfBefore);
  }

  /// Checks the list of all users, and each account that `which` accepts.
  ///
  /// @return number of accounts checked
  private int check(LocalServer server, Pool pool, Predicate<Account> which) throws Exception {
    Map<String, Account> all = new HashMap<>();
    accounts().forEach(account -> all.put(account.name(), account));
    try (Api api = new Api(server.url());
        ExecutorService threads = Executors.newFixedThreadPool(clients.size())) {
      Check check = new Check(api, pool, journal);
      check.listing(all);
      List<Future<?>> checks = new ArrayList<>();
      for (Account account : accounts()) {
        if (which.test(account)) {
          checks.add(
              threads.submit(
                  () -> {
                    check.account(account);
                    return account;
                  }));
        }
      }
      for (Future<?> one : checks) {
        one.get();
      }
      return checks.size();
    }
  }

  private List<Account> accounts() {
    return clients.stream().flatMap(client -> client.accounts().stream()).toList();
  }

  private boolean verdict() {
    boolean kept = journal.lost() == 0 && journal.halfWritten() == 0 && journal.unexpected() == 0;
    boolean passed = options.control() ? journal.lost() > 0 : kept;
    System.out.printf(
        "%s: %d kills, %d acknowledged writes, %d lost, %d half-written, %d unexpected"
            + " answers%s.%n",
        passed ? "PASSED" : "FAILED",
        options.rounds(),
        journal.last(),
        journal.lost(),
        journal.halfWritten(),
        journal.unexpected(),
        options.control() ? " (control: losses were made, and had to be seen)" : "");
    return passed;
  }
}
