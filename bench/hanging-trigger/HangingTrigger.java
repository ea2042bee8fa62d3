package dev.poolhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/// Sign-ins per second of one pool, with and without another pool's function hanging.
final class HangingTrigger {
  private static final int CONNECTIONS = 4;
  private static final int VICTIMS = 8;
  private static final double LEAST = 0.9;
  private static final String PASSWORD = "Corr3ct-horse";
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:hangs";
  private static final String HANGS =
      "export const handler = () => new Promise(() => setInterval(() => {}, 1000));";
  private static final String ANSWERS = "export const handler = async (event) => event;";

  private final Api api;

  private HangingTrigger(Api api) {
    this.api = api;
  }

  /// @param arguments `--launcher FILE` and the options that `run` explains
  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    Path launcher = Path.of(options.getOrDefault("--launcher", "./poolhouse"));
    int seconds = Integer.parseInt(options.getOrDefault("--seconds", "10"));
    int rounds = Integer.parseInt(options.getOrDefault("--rounds", "5"));
    LocalServer.build(launcher);
    Path folder = Files.createTempDirectory("hanging-trigger");
    Files.writeString(
        folder.resolve("hangs.mjs"), options.containsKey("--control") ? ANSWERS : HANGS);
    boolean passed;
    try (LocalServer server =
            LocalServer.start(
                List.of(), launcher, folder, "--in-memory", "--functions", folder.toString());
        Api api = new Api(server.url())) {
      passed = new HangingTrigger(api).measure(seconds, rounds);
    } finally {
      LocalServer.remove(folder);
    }
    System.out.println(passed ? "PASSED" : "FAILED");
    System.exit(passed ? 0 : 1);
  }

  private boolean measure(int seconds, int rounds) throws IOException, InterruptedException {
    String free = client("{'PoolName':'free'}");
    String held =
        client("{'PoolName':'held','LambdaConfig':{'PreAuthentication':'" + FUNCTION + "'}}");
    perSecond(free, seconds); // to warm up
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      without.add(perSecond(free, seconds));
      with.add(perSecondBeside(held, free, seconds));
      System.out.printf("%8.1f alone %8.1f beside%n", without.getLast(), with.getLast());
    }
    double share = Figures.median(with, rate -> rate) / Figures.median(without, rate -> rate);
    System.out.printf("beside the other pool: %.1f %% of the sign-ins%n", share * 100);
    return share >= LEAST;
  }

  private String client(String pool) throws IOException {
    String poolId = api.require("CreateUserPool", pool).text("Id");
    for (int i = 0; i < CONNECTIONS; i++) {
      String user = "'UserPoolId':'" + poolId + "','Username':'user" + i + "'";
      api.require("AdminCreateUser", "{" + user + ",'MessageAction':'SUPPRESS'}");
      api.require(
          "AdminSetUserPassword", "{" + user + ",'Permanent':true,'Password':'" + PASSWORD + "'}");
    }
    return api.require(
            "CreateUserPoolClient",
            "{'UserPoolId':'"
                + poolId
                + "','ClientName':'c','ExplicitAuthFlows':['ALLOW_USER_PASSWORD_AUTH',"
                + "'ALLOW_REFRESH_TOKEN_AUTH']}")
        .text("ClientId");
  }

  private Answer signIn(String clientId, int user) throws IOException {
    return api.call(
        "InitiateAuth",
        "{'ClientId':'"
            + clientId
            + "','AuthFlow':'USER_PASSWORD_AUTH','AuthParameters':{'USERNAME':'user"
            + user
            + "','PASSWORD':'"
            + PASSWORD
            + "'}}");
  }

  private double perSecond(String clientId, int seconds) throws InterruptedException {
    LongAdder signIns = new LongAdder();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      int user = i;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (System.nanoTime() < end) {
                      if (succeeds(clientId, user)) {
                        signIns.increment();
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return signIns.doubleValue() / seconds;
  }

  private double perSecondBeside(String held, String free, int seconds)
      throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> victims = new ArrayList<>();
    for (int i = 0; i < VICTIMS; i++) {
      int user = i % CONNECTIONS;
      victims.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!over.get()) {
                      succeeds(held, user);
                    }
                  }));
    }
    double perSecond = perSecond(free, seconds);
    over.set(true);
    for (Thread victim : victims) {
      victim.join();
    }
    return perSecond;
  }

  private boolean succeeds(String clientId, int user) {
    try {
      return signIn(clientId, user).ok();
    } catch (IOException e) {
      return false;
    }
  }
}
