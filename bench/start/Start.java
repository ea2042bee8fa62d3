package dev.poolhouse.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Measures starts. See `bench/start/run`.
final class Start {
  private static final String HELP =
      """
      Usage: ./poolhouse bench start [OPTION VALUE...] [--quick]

        --runs N         starts of each server that count (5)
        --peer FILE      a JavaScript file to run with node (cognito-local)
        --results FILE   adds the figures to a file for ./poolhouse bench targets
        --quick          one start
      """;

  private final int runs;
  private final Path launcher;
  private final String peer;
  private final Results results;

  private Start(Options options) {
    this.runs = options.number("--runs");
    this.launcher = options.launcher();
    this.peer = options.text("--peer");
    this.results = options.results("start");
  }

  static void main(String[] words) throws Exception {
    List<Options.Default> defaults =
        List.of(new Options.Default("--runs", "5", "1"), Options.Default.of("--peer", ""));
    System.exit(new Start(Options.of(HELP, defaults, words)).run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    LocalServer.build(launcher);
    List<FirstUse> ours = new ArrayList<>();
    List<FirstUse> theirs = new ArrayList<>();
    System.out.printf(
        "%-14s %12s %12s %10s %10s%n", "", "first answer", "sign-in", "CPU ms", "RSS MiB");
    // The first run of each fills the file cache, and prepares ours after a build.
    for (int i = 0; i <= runs; i++) {
      add(i, "poolhouse", ours, poolhouse());
      if (!peer.isEmpty()) {
        add(i, "cognito-local", theirs, cognitoLocal());
      }
    }
    FirstUse our = median(ours);
    print("median", "poolhouse", our);
    results.add("start.poolhouse", our.answerMillis(), "ms");
    if (theirs.isEmpty()) {
      return true;
    }
    FirstUse their = median(theirs);
    print("median", "cognito-local", their);
    results.add("start.cognito-local", their.answerMillis(), "ms");
    double ratio = our.answerMillis() / their.answerMillis();
    System.out.printf(
        Locale.ROOT,
        "%n%s: first answer %.2f, sign-in %.2f, CPU %.2f, RSS %.2f of cognito-local's%n",
        ratio <= 1 ? "PASSED" : "FAILED",
        ratio,
        our.signInMillis() / their.signInMillis(),
        our.cpuMillis() / their.cpuMillis(),
        our.residentMib() / their.residentMib());
    return ratio <= 1;
  }

  private static void add(int run, String name, List<FirstUse> list, FirstUse use) {
    if (run > 0) {
      list.add(use);
      print("run " + run, name, use);
    }
  }

  private FirstUse poolhouse() throws Exception {
    int port = FirstUse.freePort();
    return FirstUse.of(
        new ProcessBuilder(
            launcher.toString(), "dev", "--in-memory", "--port", String.valueOf(port)),
        port);
  }

  /// cognito-local writes its data below the folder it is started in.
  private FirstUse cognitoLocal() throws Exception {
    int port = FirstUse.freePort();
    Path folder = Files.createTempDirectory("cognito-local-");
    try {
      Files.createDirectory(folder.resolve(".cognito"));
      // or it takes no other usernames than e-mail addresses
      Files.writeString(
          folder.resolve(".cognito/config.json"),
          "{\"UserPoolDefaults\":{\"UsernameAttributes\":[]}}");
      ProcessBuilder builder = new ProcessBuilder("node", peer).directory(folder.toFile());
      builder.environment().put("PORT", String.valueOf(port));
      return FirstUse.of(builder, port);
    } finally {
      LocalServer.remove(folder);
    }
  }

  private static FirstUse median(List<FirstUse> all) {
    return new FirstUse(
        Figures.median(all, FirstUse::answerMillis),
        Figures.median(all, FirstUse::signInMillis),
        Figures.median(all, FirstUse::cpuMillis),
        Figures.median(all, FirstUse::residentMib));
  }

  private static void print(String what, String name, FirstUse use) {
    System.out.printf(
        Locale.ROOT,
        "%-14s %9.0f ms %9.0f ms %10.0f %10.0f  %s%n",
        name,
        use.answerMillis(),
        use.signInMillis(),
        use.cpuMillis(),
        use.residentMib(),
        what);
  }
}
