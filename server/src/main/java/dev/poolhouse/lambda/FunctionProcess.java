package dev.poolhouse.lambda;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.trigger.Functions;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running copy of a function: takes one event at a time. What it prints goes to the log under
/// the names of the trigger and the function.
final class FunctionProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FunctionProcess.class);

  /// How long a copy may take to load the function, before it is given its first event; Lambda's
  /// own limit of this phase. It does not count towards the time of the call.
  private static final Duration LONGEST_START = Duration.ofSeconds(10);

  private final String name;
  private final RuntimeApi api;
  private final Process process;
  private final InstantSource clock;
  private final Ids ids;
  private final CompletableFuture<Functions.Outcome> ended = new CompletableFuture<>();
  private volatile String label;
  private volatile boolean closed;
  private volatile long lastUsed = System.nanoTime();

  private FunctionProcess(
      String name, RuntimeApi api, Process process, InstantSource clock, Ids ids) {
    this.name = name;
    this.label = name;
    this.api = api;
    this.process = process;
    this.clock = clock;
    this.ids = ids;
  }

  /// Starts a copy.
  ///
  /// @param name the function's name, for the log
  /// @param command what runs it
  /// @param environment changes the variables that it would inherit
  static FunctionProcess start(
      String name,
      List<String> command,
      Consumer<Map<String, String>> environment,
      InstantSource clock,
      Ids ids)
      throws IOException {
    Secret token = Secret.of(ids.internalKey());
    RuntimeApi api = new RuntimeApi(token);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    environment.accept(builder.environment());
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("POOLHOUSE_RUNTIME_TOKEN", token.reveal());
    try {
      FunctionProcess started = new FunctionProcess(name, api, builder.start(), clock, ids);
      started.process.getOutputStream().close();
      Thread.ofVirtual().name("function " + name).start(started::follow);
      return started;
    } catch (IOException e) {
      api.close();
      throw e;
    }
  }

  private void follow() {
    try (Reader output = process.inputReader(StandardCharsets.UTF_8)) {
      OutputLines.read(output, line -> LOG.info("{}: {}", label, line));
    } catch (IOException e) {
      LOG.debug("{}: output ended", name, e);
    }
    CompletableFuture<Void> _ =
        process.onExit().thenAccept(done -> ended.complete(exited(done.exitValue())));
  }

  /// Source: Lambda's own texts; the real one has the request id in front (unsure).
  private static Functions.Outcome exited(int status) {
    return new Functions.Outcome.Threw(
        status == 0
            ? "Runtime exited without providing a reason"
            : "Runtime exited with error: exit status " + status);
  }

  /// Gives it an event and waits; ends the process when it does not answer in time.
  Functions.Outcome invoke(FunctionArn function, Functions.Call call) {
    label = call.kind().configName() + " " + name;
    CompletableFuture<Functions.Outcome> failed =
        CompletableFuture.anyOf(api.failedToStart(), ended)
            .thenApply(Functions.Outcome.class::cast);
    try {
      CompletableFuture.anyOf(api.asked(), failed)
          .get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
      return answer(function, call, failed);
    } catch (TimeoutException e) {
      LOG.warn("{}: gave no answer in time and is ended", label);
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

  private Functions.Outcome answer(
      FunctionArn function, Functions.Call call, CompletableFuture<Functions.Outcome> failed)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<Functions.Outcome> outcome = new CompletableFuture<>();
    api.offer(
        new RuntimeApi.Invocation(
            ids.uuid(),
            function.text(),
            call.event(),
            clock.instant().plus(call.patience()),
            outcome));
    CompletableFuture.anyOf(outcome, failed).get(call.patience().toMillis(), TimeUnit.MILLISECONDS);
    lastUsed = System.nanoTime();
    // A copy that answered and then ended has answered.
    return outcome.isDone() ? outcome.get() : failed.get();
  }

  /// Whether it can take another event.
  boolean alive() {
    return !closed && process.isAlive() && !api.failedToStart().isDone();
  }

  /// How long it has had nothing to do.
  Duration idle() {
    return Duration.ofNanos(System.nanoTime() - lastUsed);
  }

  @Override
  public void close() {
    closed = true; // the process itself takes a moment to end
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    api.close();
  }
}
