package dev.poolhouse.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// `poolhouse serve` as a process of its own, which can be killed.
final class ServeProcess implements AutoCloseable {
  private static final String ENDPOINT = "Endpoint:";

  private final Process process;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<URI> ready = new CompletableFuture<>();

  private ServeProcess(Process process) {
    this.process = process;
  }

  /// Starts it; returns before it is ready.
  static ServeProcess start(Path configuration, Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Main.class.getName(), "serve", "--config", configuration.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      ServeProcess serve = new ServeProcess(builder.start());
      Thread.ofVirtual().start(serve::read);
      return serve;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads to the end, or a full pipe would stop the server.
  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        if (line.strip().equals("Ready.")) {
          ready.complete(endpoint());
        }
      }
    } catch (IOException e) {
      lines.add("the output ended: " + e.getMessage());
    }
    ready.completeExceptionally(new AssertionError(String.join("\n", lines)));
  }

  private URI endpoint() {
    return lines.stream()
        .filter(line -> line.startsWith(ENDPOINT))
        .map(line -> URI.create(line.substring(ENDPOINT.length()).strip()))
        .findFirst()
        .orElseThrow();
  }

  /// Where it listens; waits until it does.
  URI url() {
    try {
      return ready.get(60, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(String.join("\n", lines), e);
    }
  }

  /// Ends it like `kill -9`.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Asks it to end, as a service manager does, and waits no longer than that would.
  ///
  /// @return whether it has ended
  boolean stop() throws InterruptedException {
    process.destroy();
    return process.waitFor(15, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
