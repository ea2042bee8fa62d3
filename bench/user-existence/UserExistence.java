package dev.poolhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/// Compares the times of answers about known and unknown names. See `bench/user-existence/run` for
/// what it proves and how to run it.
final class UserExistence {
  private static final String ROW = "%-36s  %-21s  %9s  %9s  %9s  %9s  %10s  %-20s  %6s  %8s  %s%n";
  private static final int WARM_UP = 60;

  private final Options options;
  private final SplittableRandom random = new SplittableRandom();
  private final Map<Site.Medium, Site> sites = new EnumMap<>(Site.Medium.class);

  /// What the command line says.
  ///
  /// @param launcher `./poolhouse`
  /// @param samples users in each flow, and as many names that belong to nobody
  /// @param delay what mail server and SMS webhook take for each message
  /// @param only text that the names of the flows to run contain
  /// @param control whether the client is to hide nothing
  private record Options(Path launcher, int samples, Duration delay, String only, boolean control) {
    static Options of(String... words) {
      Map<String, String> given = new HashMap<>(Map.of("--only", "", "--control", "no"));
      for (int i = 0; i + 1 < words.length; i += 2) {
        given.put(words[i], words[i + 1]);
      }
      boolean control = given.get("--control").equals("yes");
      double seconds = Double.parseDouble(given.getOrDefault("--delay", control ? "0.2" : "3"));
      return new Options(
          Path.of(given.get("--launcher")).toAbsolutePath().normalize(),
          Integer.parseInt(given.getOrDefault("--samples", control ? "100" : "300")),
          Duration.ofMillis((long) (seconds * 1_000)),
          given.get("--only"),
          control);
    }
  }

  private UserExistence(Options options) {
    this.options = options;
  }

  static void main(String[] words) throws Exception {
    Options options = Options.of(words);
    LocalServer.build(options.launcher());
    Path folder = Files.createTempDirectory("poolhouse-user-existence-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> LocalServer.remove(folder)));
    System.exit(new UserExistence(options).run(folder) ? 0 : 1);
  }

  private boolean run(Path folder) throws Exception {
    try (SlowMail mail = new SlowMail(options.delay());
        SlowSms sms = new SlowSms(options.delay());
        Production server =
            Production.start(List.of(), options.launcher(), folder, settings(mail, sms))) {
      try (Connection connection = new Connection(server.url())) {
        for (Site.Medium medium : Site.Medium.values()) {
          sites.put(medium, Site.create(connection, server.signer(), medium, !options.control()));
        }
      }
      head();
      List<Flow> flows = flows();
      int telling = 0;
      for (Flow flow : flows) {
        telling += measure(server, flow) ? 1 : 0;
      }
      System.out.printf(
          "%nMeanwhile mail server and webhook took %d messages, %.1f s for each.%n",
          mail.taken() + sms.taken(), options.delay().toMillis() / 1_000.0);
      return verdict(flows.size(), telling);
    }
  }

  private static Map<String, String> settings(SlowMail mail, SlowSms sms) {
    return Map.of(
        "smtp.host", "127.0.0.1",
        "smtp.port", String.valueOf(mail.port()),
        "smtp.security", "none",
        "smtp.from", "bench@example.com",
        "sms.via", "webhook",
        "sms.webhook.url", sms.url(),
        "sms.webhook.secret", "whsec_" + Base64.getEncoder().encodeToString(new byte[32]));
  }

  private List<Flow> flows() {
    return Flow.all().stream()
        .filter(flow -> flow.name().contains(options.only()))
        .filter(flow -> !options.control() || flow.inControl())
        .toList();
  }

  /// Asks about all names of a flow and prints its row.
  ///
  /// @return whether it tells who exists
  private boolean measure(Production server, Flow flow) throws Exception {
    Site site = sites.get(flow.medium());
    int each = options.samples() + warmUp();
    List<String> known = Site.names(each, random);
    List<String> unknown;
    try (Connection connection = new Connection(server.url())) {
      for (String name : known) {
        if (flow.signedUp()) {
          site.signedUp(connection, name);
        } else {
          site.confirmed(connection, server.signer(), name);
        }
      }
      unknown =
          flow.choice() && !options.control()
              ? offeredAll(connection, site, known)
              : Site.names(each, random);
    }
    try (Asking asking = new Asking(server.url(), flow, site)) {
      asking.ask(shuffled(known.subList(0, warmUp()), unknown.subList(0, warmUp())));
      asking.forget();
      asking.ask(shuffled(known.subList(warmUp(), each), unknown.subList(warmUp(), each)));
      Comparison seen = asking.comparison(random);
      String why = why(asking, seen);
      row(flow, seen, why);
      return !why.isEmpty();
    }
  }

  /// As many names that belong to nobody, offered the same as the users. All are asked alike, so
  /// that nothing but their existence differs.
  private List<String> offeredAll(Connection connection, Site site, List<String> known)
      throws IOException {
    List<String> unknown = new ArrayList<>();
    for (String name : known) {
      if (!site.offersAll(connection, name)) {
        throw new IllegalStateException("a user is not offered all factors");
      }
      String other = Site.names(1, random).getFirst();
      while (!site.offersAll(connection, other)) {
        other = Site.names(1, random).getFirst();
      }
      unknown.add(other);
    }
    return unknown;
  }

  private int warmUp() {
    return Math.min(WARM_UP, options.samples());
  }

  private List<Asking.Name> shuffled(List<String> known, List<String> unknown) {
    List<Asking.Name> all = new ArrayList<>();
    known.forEach(name -> all.add(new Asking.Name(name, true)));
    unknown.forEach(name -> all.add(new Asking.Name(name, false)));
    Collections.shuffle(all, new Random(random.nextLong()));
    return all;
  }

  /// What tells who exists; empty when nothing does. Of a client that hides nothing only the times
  /// count.
  private String why(Asking asking, Comparison seen) {
    if (!options.control() && !asking.surprise().isEmpty()) {
      return "ANSWER " + asking.surprise();
    }
    if (!options.control() && seen.longest() > options.delay().toMillis() / 3.0) {
      return "WAITED %.0f ms".formatted(seen.longest());
    }
    return seen.tells() ? "TIME" : "";
  }

  private static void head() {
    System.out.printf(
        ROW,
        "milliseconds",
        "answer",
        "known p50",
        "p95",
        "unkn. p50",
        "p95",
        "difference",
        "99 % interval",
        "chance",
        "luck",
        "tells");
  }

  private static void row(Flow flow, Comparison seen, String why) {
    System.out.printf(
        ROW,
        flow.name(),
        flow.expected().isEmpty() ? "-" : flow.expected(),
        "%.2f".formatted(seen.known().median()),
        "%.2f".formatted(seen.known().p95()),
        "%.2f".formatted(seen.unknown().median()),
        "%.2f".formatted(seen.unknown().p95()),
        "%+.3f".formatted(seen.difference()),
        "%+.3f to %+.3f".formatted(seen.low(), seen.high()),
        "%.0f %%".formatted(100 * seen.chance()),
        "%.4f".formatted(seen.luck()),
        why.isEmpty() ? "no" : why);
  }

  private boolean verdict(int flows, int telling) {
    boolean passed = flows > 0 && telling == (options.control() ? flows : 0);
    System.out.printf(
        "%s: %d of %d flows tell who exists%s.%n",
        passed ? "PASSED" : "FAILED",
        telling,
        flows,
        options.control() ? " (control: nothing was hidden, all had to be seen)" : "");
    return passed;
  }
}
