package dev.poolhouse.lambda;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.trigger.Functions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Functions in files of one folder, which this server runs: `<name>.mjs`, `.cjs` or `.js` with
/// Node, `<name>.py` with Python, `<name>.jar` with Java. Copies stay running for the next event;
/// when a file of the folder changes, new ones are started. There are as many copies of a function
/// as there are calls of it at once. May be shared.
///
/// Source: triggers reference §8.
final class LocalTarget implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalTarget.class);
  private static final Duration LONGEST_IDLE = Duration.ofMinutes(10);

  private final FunctionFolder folder;
  private final Bootstraps bootstraps = new Bootstraps();
  private final FunctionEnvironment environment;
  private final InstantSource clock;
  private final Ids ids;
  private final Set<FunctionProcess> running = ConcurrentHashMap.newKeySet();
  private final Map<Version, Deque<FunctionProcess>> waiting = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /// A function as its folder is at one time.
  private record Version(FunctionArn function, Path file, long fingerprint) {
    boolean replaces(Version other) {
      return function.equals(other.function) && !equals(other);
    }
  }

  /// @param environment what functions run with, and where they lie
  LocalTarget(FunctionEnvironment environment, InstantSource clock, Ids ids) {
    this.folder = new FunctionFolder(environment.folder());
    this.environment = environment;
    this.clock = clock;
    this.ids = ids;
  }

  /// Whether a file of that name is there.
  boolean knows(String name) {
    return folder.file(name).isPresent();
  }

  /// The function in the file of that name.
  Target named(String name) {
    return (function, call) -> invoke(name, function, call);
  }

  private Functions.Outcome invoke(String name, FunctionArn function, Functions.Call call) {
    Optional<Path> file = folder.file(name);
    if (file.isEmpty()) {
      LOG.warn("{}: there is no file of that name in {}", name, folder.path());
      return new Functions.Outcome.Refused("ResourceNotFoundException");
    }
    try {
      Version version = new Version(function, file.get(), folder.fingerprint());
      retire(version);
      FunctionProcess process = take(version);
      Functions.Outcome outcome = process.invoke(function, call);
      putBack(version, process);
      return outcome;
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("{} cannot be run: {}", name, e.getMessage());
      return new Functions.Outcome.Refused("InvalidRuntimeException");
    }
  }

  private FunctionProcess take(Version version) throws IOException {
    Deque<FunctionProcess> idle = idle(version);
    for (FunctionProcess one = idle.poll(); one != null; one = idle.poll()) {
      if (one.alive()) {
        return one;
      }
      end(one);
    }
    FunctionArn function = version.function();
    FunctionProcess started =
        FunctionProcess.start(
            function.name(),
            bootstraps.command(version.file()),
            variables -> environment.complete(variables, function),
            clock,
            ids);
    running.add(started);
    if (closed) {
      end(started);
    }
    return started;
  }

  private void putBack(Version version, FunctionProcess process) {
    if (!process.alive() || closed) {
      end(process);
      return;
    }
    Deque<FunctionProcess> idle = idle(version);
    idle.push(process);
    Optional.ofNullable(idle.peekLast())
        .filter(oldest -> oldest.idle().compareTo(LONGEST_IDLE) > 0 && idle.remove(oldest))
        .ifPresent(this::end);
  }

  private Deque<FunctionProcess> idle(Version version) {
    return waiting.computeIfAbsent(version, _ -> new ConcurrentLinkedDeque<>());
  }

  /// Ends the copies of earlier versions of the same function.
  private void retire(Version now) {
    waiting.keySet().stream()
        .filter(now::replaces)
        .forEach(
            old ->
                Optional.ofNullable(waiting.remove(old))
                    .ifPresent(copies -> copies.forEach(this::end)));
  }

  private void end(FunctionProcess process) {
    process.close();
    running.remove(process);
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(this::end);
    bootstraps.close();
  }
}
