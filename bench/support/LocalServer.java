package dev.poolhouse.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The server as a process of its own, on a free port of 127.0.0.1. It ends with this program at
/// the latest.
final class LocalServer implements AutoCloseable {
  private static final int START_SECONDS = 180;
  private static final String ENDPOINT = "Endpoint: ";

  private final Process process;
  private final URI url;
  private final Thread hook;

  private LocalServer(Process process, URI url, Thread hook) {
    this.process = process;
    this.url = url;
    this.hook = hook;
  }

  /// Builds the server unless it is built, so that no later start has to.
  static void build(Path launcher) throws IOException, InterruptedException {
    int status = new ProcessBuilder(launcher.toString(), "version").inheritIO().start().waitFor();
    if (status != 0) {
      throw new IOException(launcher + " version ended with " + status);
    }
  }

  /// Starts a development server and waits until it says that it is ready.
  ///
  /// @param before words to put before the command, such as a tracer and its options
  /// @param data folder of the database
  /// @param more further options of `dev`
  static LocalServer start(List<String> before, Path launcher, Path data, String... more)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(launcher.toString(), "dev", "--host", "127.0.0.1", "--port", "0", "--data"));
    command.add(data.toString());
    command.addAll(List.of(more));
    return start(new ProcessBuilder(command));
  }

  /// Starts a server with any command and environment, and waits until it says that it is ready.
  static LocalServer start(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectErrorStream(true).start();
    Thread hook = new Thread(() -> kill(process));
    Runtime.getRuntime().addShutdownHook(hook);
    Thread watchdog = Thread.ofVirtual().start(() -> killWhenLate(process));
    StringBuilder said = new StringBuilder();
    BufferedReader output = process.inputReader();
    String url = "";
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      if (line.startsWith(ENDPOINT)) {
        url = line.substring(ENDPOINT.length()).strip();
      }
      if (line.equals("Ready.")) {
        watchdog.interrupt();
        Thread.ofPlatform().daemon().start(() -> drain(output));
        return new LocalServer(process, URI.create(url), hook);
      }
    }
    throw new IOException("the server did not start:\n" + said);
  }

  private static void killWhenLate(Process process) {
    try {
      TimeUnit.SECONDS.sleep(START_SECONDS);
      kill(process);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // it was in time
    }
  }

  private static void drain(BufferedReader output) {
    try {
      while (output.readLine() != null) {
        // what a full pipe would hold up
      }
    } catch (IOException _) {
      // it was killed
    }
  }

  URI url() {
    return url;
  }

  /// Process id; that of the tracer, if there is one.
  long pid() {
    return process.pid();
  }

  /// `kill -9`, without any warning; returns when the process is gone.
  void kill() {
    kill(process);
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  private static void kill(Process process) {
    List<ProcessHandle> all = process.descendants().toList();
    all.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }

  /// Asks the server to end, and waits for it and for a tracer around it.
  void stop() throws InterruptedException {
    List<ProcessHandle> inner = process.descendants().toList();
    inner.forEach(ProcessHandle::destroy);
    if (inner.isEmpty()) {
      process.destroy();
    }
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      kill(process);
    }
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }

  /// Removes a folder and everything in it.
  static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      System.err.println("left behind: " + folder + " (" + e.getMessage() + ")");
    }
  }
}
