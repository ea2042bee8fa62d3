package dev.poolhouse.lambda;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.trigger.Functions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Functions in files of one folder, which this server runs: `<name>.mjs`, `.cjs` or `.js` with
/// Node, `<name>.py` with Python. Copies stay running for the next event; a file that changed gets
/// a new one. May be shared.
///
/// Source: triggers reference §8.
final class LocalTarget implements Target, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalTarget.class);
  private static final List<String> NODE = List.of(".mjs", ".cjs", ".js");
  private static final String PYTHON = ".py";

  private final Path folder;
  private final Path bootstraps;
  private final Supplier<Map<String, String>> environment;
  private final InstantSource clock;
  private final Ids ids;
  private final Map<Version, Deque<FunctionProcess>> idle = new ConcurrentHashMap<>();

  /// A file as it is at one time.
  private record Version(Path file, FileTime modified, long size) {}

  /// @param folder where the files lie
  /// @param environment variables that functions get besides our own environment, such as where
  ///   this server listens
  LocalTarget(
      Path folder, Supplier<Map<String, String>> environment, InstantSource clock, Ids ids) {
    this.folder = folder;
    this.environment = environment;
    this.clock = clock;
    this.ids = ids;
    this.bootstraps = unpack();
  }

  /// Whether a file of that name is there.
  boolean knows(FunctionArn function) {
    return file(function.name()).isPresent();
  }

  @Override
  public Functions.Outcome invoke(FunctionArn function, Secret event, Duration patience) {
    try {
      Optional<Path> file = file(function.name());
      if (file.isEmpty()) {
        return new Functions.Outcome.Refused("ResourceNotFoundException");
      }
      Version version =
          new Version(file.get(), Files.getLastModifiedTime(file.get()), Files.size(file.get()));
      retire(version);
      FunctionProcess process = take(version, function);
      Functions.Outcome outcome = process.invoke(function, event, patience);
      if (process.alive()) {
        idle.computeIfAbsent(version, _ -> new ConcurrentLinkedDeque<>()).push(process);
      } else {
        process.close();
      }
      return outcome;
    } catch (IOException e) {
      LOG.warn("{}: cannot be run: {}", function.name(), e.getMessage());
      return new Functions.Outcome.Refused("InvalidRuntimeException");
    }
  }

  private FunctionProcess take(Version version, FunctionArn function) throws IOException {
    Deque<FunctionProcess> waiting =
        idle.computeIfAbsent(version, _ -> new ConcurrentLinkedDeque<>());
    for (FunctionProcess one = waiting.poll(); one != null; one = waiting.poll()) {
      if (one.alive()) {
        return one;
      }
      one.close();
    }
    return FunctionProcess.start(
        function.name(), command(version.file()), variables(function), clock, ids);
  }

  /// Ends the copies of earlier versions of the same file.
  private void retire(Version now) {
    idle.keySet().stream()
        .filter(version -> version.file().equals(now.file()) && !version.equals(now))
        .forEach(old -> Optional.ofNullable(idle.remove(old)).ifPresent(LocalTarget::closeAll));
  }

  private Optional<Path> file(String name) {
    return Stream.concat(NODE.stream(), Stream.of(PYTHON))
        .map(ending -> folder.resolve(name + ending))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private List<String> command(Path file) {
    String path = file.toAbsolutePath().toString();
    return path.endsWith(PYTHON)
        ? List.of("python3", "-u", bootstraps.resolve("bootstrap.py").toString(), path)
        : List.of("node", bootstraps.resolve("bootstrap.mjs").toString(), path);
  }

  private Map<String, String> variables(FunctionArn function) {
    Map<String, String> variables = new LinkedHashMap<>(environment.get());
    variables.put("_HANDLER", function.name() + ".handler");
    variables.put("LAMBDA_TASK_ROOT", folder.toAbsolutePath().toString());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_REGION", function.region());
    variables.put("AWS_DEFAULT_REGION", function.region());
    variables.put("TZ", ":UTC");
    return variables;
  }

  private static Path unpack() {
    try {
      Path target = Files.createTempDirectory("poolhouse-functions");
      for (String name : List.of("bootstrap.mjs", "bootstrap.py")) {
        try (InputStream script = LocalTarget.class.getResourceAsStream("/lambda/" + name)) {
          if (script == null) {
            throw new IllegalStateException("missing from the jar: " + name);
          }
          Files.copy(script, target.resolve(name));
        }
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack the bootstraps", e);
    }
  }

  private static void closeAll(Deque<FunctionProcess> processes) {
    processes.forEach(FunctionProcess::close);
  }

  @Override
  public void close() {
    idle.values().forEach(LocalTarget::closeAll);
  }
}
