package dev.poolhouse.lambda;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.trigger.Functions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running copy of a function: takes one event at a time. What it prints goes to the log under
/// the function's name.
final class FunctionProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FunctionProcess.class);
  private static final Functions.Outcome CRASHED =
      new Functions.Outcome.Threw("Runtime exited without providing a reason");

  private final RuntimeApi api;
  private final Process process;
  private final InstantSource clock;
  private final Ids ids;
  private final CompletableFuture<Functions.Outcome> ended = new CompletableFuture<>();

  private FunctionProcess(RuntimeApi api, Process process, InstantSource clock, Ids ids) {
    this.api = api;
    this.process = process;
    this.clock = clock;
    this.ids = ids;
  }

  /// Starts a copy.
  ///
  /// @param name the function's name, for the log
  /// @param command what runs it
  /// @param environment variables besides our own environment
  static FunctionProcess start(
      String name,
      List<String> command,
      Map<String, String> environment,
      InstantSource clock,
      Ids ids)
      throws IOException {
    RuntimeApi api = new RuntimeApi();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    try {
      FunctionProcess started = new FunctionProcess(api, builder.start(), clock, ids);
      Thread.ofVirtual().name("function " + name).start(() -> started.follow(name));
      return started;
    } catch (IOException e) {
      api.close();
      throw e;
    }
  }

  private void follow(String name) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        LOG.info("{}: {}", name, line);
      }
    } catch (IOException e) {
      LOG.debug("{}: output ended", name, e);
    }
    ended.complete(CRASHED);
  }

  /// Gives it an event and waits; ends the process when it does not answer in time.
  Functions.Outcome invoke(FunctionArn function, Secret event, Duration patience) {
    CompletableFuture<Functions.Outcome> outcome = new CompletableFuture<>();
    Instant deadline = clock.instant().plus(patience);
    api.offer(new RuntimeApi.Invocation(ids.uuid(), function.text(), event, deadline, outcome));
    try {
      return (Functions.Outcome)
          CompletableFuture.anyOf(outcome, api.failedToStart(), ended)
              .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      close();
      return new Functions.Outcome.TimedOut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      return new Functions.Outcome.TimedOut();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether it can take another event.
  boolean alive() {
    return process.isAlive() && !api.failedToStart().isDone();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    api.close();
  }
}
