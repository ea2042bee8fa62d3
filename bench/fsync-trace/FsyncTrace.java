package dev.poolhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Traces the server's system calls while it is asked to write, and looks for the sync between each
/// request and its answer. See `bench/fsync-trace/run`.
final class FsyncTrace {
  private static final String HEAD = "%5s  %-14s  %11s  %11s  %11s  %11s  %11s  %s%n";
  private static final String MARK = "trace-me-%04d-";

  private final Path launcher;
  private final Path folder;
  private final int writes;
  private final boolean control;

  private FsyncTrace(Path launcher, Path folder, int writes, boolean control) {
    this.launcher = launcher;
    this.folder = folder;
    this.writes = writes;
    this.control = control;
  }

  static void main(String[] words) throws Exception {
    Map<String, String> given = new HashMap<>(Map.of("--writes", "20", "--control", "no"));
    for (int i = 0; i + 1 < words.length; i += 2) {
      given.put(words[i], words[i + 1]);
    }
    Path launcher = Path.of(given.get("--launcher")).toAbsolutePath().normalize();
    LocalServer.build(launcher);
    Path folder = Files.createTempDirectory("poolhouse-fsync-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> LocalServer.remove(folder)));
    boolean control = given.get("--control").equals("yes");
    FsyncTrace trace =
        new FsyncTrace(launcher, folder, Integer.parseInt(given.get("--writes")), control);
    System.exit(trace.run() ? 0 : 1);
  }

  private boolean run() throws Exception {
    Path file = folder.resolve("trace");
    List<String> strace =
        List.of(
            "strace",
            "-f",
            "--seccomp-bpf",
            "-ttt",
            "-T",
            "-y",
            "-s",
            "1024",
            "-o",
            file.toString(),
            "-e",
            "signal=none",
            "-e",
            "trace=fdatasync,fsync,write,pwrite64,writev,pwritev,sendto,sendmsg,read,recvfrom,recvmsg");
    String[] more = control ? new String[] {"--in-memory"} : new String[0];
    try (LocalServer server = LocalServer.start(strace, launcher, folder.resolve("data"), more)) {
      ask(server);
      server.stop();
    }
    return report(SystemCall.parse(Files.readAllLines(file)));
  }

  /// One write after another, each marked by a header of its own and answered before the next.
  private void ask(LocalServer server) throws IOException {
    try (Api api = new Api(server.url())) {
      String poolId = api.require("CreateUserPool", "{'PoolName':'trace'}").text("Id");
      for (int i = 1; i <= writes; i++) {
        api.require(
            "AdminCreateUser",
            "{'UserPoolId':'%s','Username':'user-%d','MessageAction':'SUPPRESS'}"
                .formatted(poolId, i));
      }
      for (int i = 1; i <= writes; i++) {
        api.require(
            "AdminSetUserPassword",
            "{'UserPoolId':'%s','Username':'user-%d','Password':'Password-%d-a','Permanent':true}"
                .formatted(poolId, i, i),
            MARK.formatted(i));
      }
    }
  }

  /// What the trace shows of one write; times in seconds.
  private record Seen(
      SystemCall request,
      Optional<SystemCall> written,
      Optional<SystemCall> synced,
      SystemCall answer) {
    boolean forced() {
      return synced.isPresent();
    }
  }

  private boolean report(List<SystemCall> calls) {
    System.out.printf(
        HEAD,
        "write",
        "file",
        "request at",
        "written",
        "sync began",
        "sync ended",
        "answered",
        "forced before its answer");
    List<Seen> all = new ArrayList<>();
    for (int i = 1; i <= writes; i++) {
      Seen seen = seen(calls, MARK.formatted(i));
      all.add(seen);
      print(i, seen);
    }
    long forced = all.stream().filter(Seen::forced).count();
    boolean passed = control ? forced == 0 : forced == writes;
    System.out.printf(
        "%n%s: %d of %d answers left after a successful sync of what they had written%s.%n",
        passed ? "PASSED" : "FAILED",
        forced,
        writes,
        control ? " (control: none was to be forced)" : "");
    return passed;
  }

  private static Seen seen(List<SystemCall> calls, String mark) {
    SystemCall request = first(calls, call -> call.receives(mark)).orElseThrow();
    SystemCall answer =
        first(calls, call -> call.answers() && call.begin() > request.end()).orElseThrow();
    List<SystemCall> between =
        calls.stream()
            .filter(call -> call.begin() > request.end() && call.end() < answer.begin())
            .toList();
    Optional<SystemCall> written = first(between.reversed(), SystemCall::writesDatabase);
    Optional<SystemCall> synced =
        written.flatMap(
            write ->
                first(
                    between,
                    call ->
                        call.syncsDatabase()
                            && call.file().equals(write.file())
                            && call.begin() >= write.end()));
    return new Seen(request, written, synced, answer);
  }

  private static Optional<SystemCall> first(List<SystemCall> calls, Predicate<SystemCall> wanted) {
    return calls.stream().filter(wanted).findFirst();
  }

  private static void print(int number, Seen seen) {
    double start = seen.request().end();
    System.out.printf(
        HEAD,
        number,
        seen.written().map(SystemCall::file).orElse("-"),
        "0.000 ms",
        seen.written().map(call -> since(start, call.begin())).orElse("-"),
        seen.synced().map(call -> since(start, call.begin())).orElse("-"),
        seen.synced().map(call -> since(start, call.end())).orElse("-"),
        since(start, seen.answer().begin()),
        seen.synced().map(call -> "yes, by " + call.name()).orElse("NO"));
  }

  private static String since(double start, double time) {
    return "%.3f ms".formatted((time - start) * 1_000);
  }
}
