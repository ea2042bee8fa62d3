package dev.poolhouse.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;

/// One run of the command line inside this process, with what it printed.
///
/// @param exitCode what the process would end with
/// @param out standard output
/// @param err standard error
record CommandRun(int exitCode, String out, String err) {

  /// Runs a command to its end.
  static CommandRun of(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = commandLine(environment, out, err).execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /// What follows `label` on its line of the output.
  String value(String label) {
    return out.lines()
        .filter(line -> line.startsWith(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError(label + " is not in: " + out + err))
        .substring(label.length())
        .strip();
  }

  private static CommandLine commandLine(
      Map<String, String> environment, StringWriter out, StringWriter err) {
    return Main.commandLine(environment)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true));
  }

  /// A command that goes on until it is closed.
  static final class Ongoing implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final CompletableFuture<CommandRun> ready = new CompletableFuture<>();
    private final Thread thread;

    /// Starts it and waits until it has printed `Ready.`
    Ongoing(Map<String, String> environment, String... arguments) {
      StringWriter err = new StringWriter();
      StringWriter out =
          new StringWriter() {
            @Override
            public void flush() {
              if (toString().contains("Ready.")) {
                ready.complete(new CommandRun(0, toString(), err.toString()));
              }
            }
          };
      thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    int exitCode = commandLine(environment, out, err).execute(arguments);
                    ready.complete(new CommandRun(exitCode, out.toString(), err.toString()));
                  });
    }

    /// What it has printed up to `Ready.`
    CommandRun start() {
      try {
        CommandRun run = ready.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        if (run.exitCode != 0 || !run.out.contains("Ready.")) {
          throw new AssertionError(run.out + run.err);
        }
        return run;
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        throw new AssertionError("the command did not become ready", e);
      }
    }

    @Override
    public void close() {
      thread.interrupt();
      try {
        if (!thread.join(LONGEST)) {
          throw new AssertionError("the command did not end");
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
