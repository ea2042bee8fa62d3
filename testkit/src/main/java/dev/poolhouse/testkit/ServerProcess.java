package dev.poolhouse.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The server as a child process: started on a free port with a store in memory, ended with the
/// test run. Safe for use by several threads.
final class ServerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final int KEPT_LINES = 200;
  private static final Pattern ENDPOINT = Pattern.compile("Endpoint:\\s+(http\\S+)");

  private final Process process;
  private final CompletableFuture<URI> ready = new CompletableFuture<>();
  private final Deque<String> lastLines = new ArrayDeque<>();

  private ServerProcess(Process process) {
    this.process = process;
  }

  /// Starts a server and waits until it answers.
  ///
  /// @param options further options of `poolhouse dev`
  /// @throws IllegalStateException with the server's last lines, if it does not come up
  static ServerProcess start(String region, String... options) {
    List<String> command = new ArrayList<>();
    command.add(JavaInstallation.findJava().toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Xmx512m"));
    command.addAll(List.of("-cp", ServerFiles.classPath(), "dev.poolhouse.app.Main", "dev"));
    command.addAll(List.of("--in-memory", "--port", "0", "--region", region));
    command.addAll(List.of(options));
    try {
      ServerProcess server =
          new ServerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
      server.readOutput();
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "poolhouse-stop"));
      server.endpoint();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start " + command.get(0), e);
    }
  }

  /// Where the server listens; waits until it is ready.
  URI endpoint() {
    try {
      return ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new IllegalStateException("The Poolhouse server did not start:\n" + output(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new IllegalStateException("Interrupted while the Poolhouse server started", e);
    }
  }

  /// The last lines the server wrote.
  String output() {
    synchronized (lastLines) {
      return String.join("\n", lastLines);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /// Reads to the end, or a full pipe would stop the server.
  private void readOutput() {
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                lines.lines().forEach(this::read);
              } catch (IOException | UncheckedIOException e) {
                keep("The output ended: " + e.getMessage());
              }
              ready.completeExceptionally(new IllegalStateException("The server ended"));
            },
            "poolhouse-output");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(String line) {
    keep(line);
    if (!ready.isDone() && line.strip().equals("Ready.")) {
      Matcher endpoint = ENDPOINT.matcher(output());
      if (endpoint.find()) {
        ready.complete(URI.create(endpoint.group(1)));
      } else {
        ready.completeExceptionally(new IllegalStateException("The server named no endpoint"));
      }
    }
  }

  private void keep(String line) {
    synchronized (lastLines) {
      lastLines.addLast(line);
      if (lastLines.size() > KEPT_LINES) {
        lastLines.removeFirst();
      }
    }
  }
}
