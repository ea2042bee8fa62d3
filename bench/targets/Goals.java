package dev.poolhouse.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The figures to reach. Functions only.
final class Goals {
  private static final int MILLION = 1_000_000;

  private Goals() {}

  /// All of them, in the order of the table.
  static List<Goal> all() {
    return Stream.of(floors(), peers(), growth(), storm(), process())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Goal> floors() {
    return List.of(
        Goal.most(
            "password sign-in, server CPU ÷ floor",
            1.25,
            m -> m.ratio("load.password.cpu", "load.password.floor.password"),
            millis("load.password.cpu", "load.password.floor.password")),
        Goal.most(
            "SRP sign-in (both calls), server CPU ÷ floor",
            1.3,
            m -> m.ratio("load.srp.cpu", "load.srp.floor.srp"),
            millis("load.srp.cpu", "load.srp.floor.srp")),
        Goal.most(
            "refresh, server CPU ÷ (2 × RSA sign)",
            1.25,
            m -> m.ratio("load.refresh.cpu", "load.refresh.floor.refresh"),
            millis("load.refresh.cpu", "load.refresh.floor.refresh")),
        Goal.most(
            "GetUser, server CPU ÷ RSA verify",
            6,
            m -> m.ratio("load.getuser.cpu", "load.getuser.jmh.verify"),
            millis("load.getuser.cpu", "load.getuser.jmh.verify")),
        Goal.most(
            "GetUser, server CPU ÷ RSA sign",
            0.3,
            m -> m.ratio("load.getuser.cpu", "load.getuser.jmh.sign"),
            millis("load.getuser.cpu", "load.getuser.jmh.sign")),
        Goal.most(
            "AdminGetUser, server CPU ÷ RSA verify",
            6,
            m -> m.ratio("load.admin-get.cpu", "load.admin-get.jmh.verify"),
            millis("load.admin-get.cpu", "load.admin-get.jmh.verify")),
        Goal.most(
            "AdminGetUser, server CPU ÷ RSA sign",
            0.3,
            m -> m.ratio("load.admin-get.cpu", "load.admin-get.jmh.sign"),
            millis("load.admin-get.cpu", "load.admin-get.jmh.sign")),
        Goal.least(
            "power of g, JDK's modPow ÷ ours",
            2.5,
            m -> m.ratio("jmh.power-of-g.jdk", "jmh.power-of-g"),
            millis("jmh.power-of-g.jdk", "jmh.power-of-g")));
  }

  private static List<Goal> peers() {
    return List.of(
        peer("cognito-local", "password sign-in, 100 users", "password-100", 8),
        peer("cognito-local", "password sign-in, 2,000 users", "password-2000", 40),
        peer("cognito-local", "GetUser", "getuser", 3),
        peer("cognito-local", "SignUp", "signup", 10),
        peer("Keycloak", "password grant", "password-grant", 20));
  }

  private static Goal peer(String name, String what, String flow, int times) {
    String ours = "peers.poolhouse." + flow + ".cpu";
    String theirs = "peers." + name.toLowerCase(Locale.ROOT) + "." + flow + ".cpu";
    return Goal.least(
        name + " ÷ Poolhouse, CPU of a " + what,
        times,
        m -> m.ratio(theirs, ours),
        millis(theirs, ours));
  }

  private static List<Goal> growth() {
    return Stream.of("sqlite", "postgresql").map(Goals::growth).toList();
  }

  private static Goal growth(String database) {
    String large = "growth." + database + "." + MILLION + ".password.cpu";
    String small = "growth." + database + ".1000.password.cpu";
    return Goal.most(
        "sign-in CPU, 1 million ÷ 1 thousand users, " + database,
        1.1,
        m -> m.ratio(large, small),
        millis(large, small));
  }

  private static List<Goal> storm() {
    return List.of(
        Goal.most(
            "sign-in storm: refresh p99 ÷ p99 before",
            2,
            m -> m.ratio("storm.refresh.p99", "calm.refresh.p99"),
            millis("storm.refresh.p99", "calm.refresh.p99")),
        Goal.least(
            "sign-in storm: share refused at once of what is beyond capacity",
            0.95,
            m ->
                m.get("storm.password.refused")
                    / (m.get("storm.password.refused") + m.get("storm.password.done"))
                    / 0.8,
            m ->
                "%.0f refused, %.0f done"
                    .formatted(m.get("storm.password.refused"), m.get("storm.password.done"))),
        Goal.most(
            "sign-in storm: p99 of the refusals, milliseconds",
            1_000,
            m -> m.get("storm.password.refused.p99"),
            _ -> ""),
        Goal.most(
            "sign-in storm: time-outs and wrong answers",
            0,
            m ->
                m.get("storm.password.time-outs")
                    + m.get("storm.password.failures")
                    + m.get("storm.refresh.time-outs")
                    + m.get("storm.refresh.failures")
                    + m.get("storm.getuser.time-outs")
                    + m.get("storm.getuser.failures"),
            _ -> ""),
        Goal.most(
            "sign-in storm: memory after ÷ before",
            1.1,
            m -> m.ratio("storm.rss.after", "storm.rss.before"),
            units("MiB", "storm.rss.after", "storm.rss.before")));
  }

  private static List<Goal> process() {
    return List.of(
        Goal.most(
            "cold start to ListUserPools ÷ cognito-local's",
            1,
            m -> m.ratio("start.poolhouse", "start.cognito-local"),
            millis("start.poolhouse", "start.cognito-local")),
        Goal.most("resident memory idle, MiB", 130, m -> m.get("memory.idle"), _ -> ""),
        Goal.most(
            "resident memory after 100,000 sign-ins, MiB",
            256,
            m -> m.get("memory.after"),
            _ -> ""),
        Goal.most(
            "PostgreSQL round trips per password sign-in",
            3,
            m -> round(m.get("round-trips.password")),
            m -> "%.3f".formatted(m.get("round-trips.password"))),
        Goal.most(
            "PostgreSQL commits per password sign-in",
            1,
            m -> round(m.get("round-trips.password.commits")),
            m -> "%.3f".formatted(m.get("round-trips.password.commits"))));
  }

  /// A call now and then that is no sign-in's is no miss.
  private static double round(double perSignIn) {
    return Math.round(perSignIn * 20) / 20.0;
  }

  private static Function<Measured, String> millis(String... names) {
    return units("ms", names);
  }

  private static Function<Measured, String> units(String unit, String... names) {
    return m ->
        Stream.of(names)
            .map(name -> "%.3f %s".formatted(m.get(name), unit))
            .collect(Collectors.joining(" / "));
  }
}
