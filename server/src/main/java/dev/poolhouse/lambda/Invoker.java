package dev.poolhouse.lambda;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.trigger.Functions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// Calls functions where they run: at most three tries when no answer comes in time, and not more
/// than so many calls of one function at once, so that one that hangs holds up nobody else. May be
/// shared.
///
/// Source: triggers reference §6.
public final class Invoker implements Functions, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Invoker.class);
  private static final int TRIES = 3;

  /// How Lambda names its own refusal of too many calls at once.
  private static final Outcome TOO_MANY = new Outcome.Refused("TooManyRequestsException");

  /// How Lambda names a function that it does not know.
  private static final Outcome UNKNOWN = new Outcome.Refused("ResourceNotFoundException");

  private final Function<FunctionArn, Optional<Target>> targets;
  private final int atOnce;
  private final Map<String, Semaphore> running = new ConcurrentHashMap<>();
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

  /// The way to the functions of the settings.
  ///
  /// @param environment variables that files run with, besides our own
  public static Invoker of(
      FunctionSettings settings,
      Supplier<Map<String, String>> environment,
      InstantSource clock,
      Ids ids) {
    Calls calls = new Calls();
    Optional<LocalTarget> files =
        settings.folder().map(folder -> new LocalTarget(folder, environment, clock, ids));
    Optional<Target> endpoint = settings.endpoint().map(place -> endpoint(calls, place));
    return new Invoker(
        function ->
            files
                .filter(local -> local.knows(function))
                .<Target>map(local -> local)
                .or(() -> endpoint),
        settings.atOnce());
  }

  private static Target endpoint(Calls calls, FunctionSettings.Endpoint place) {
    return new LambdaEndpoint(
        calls,
        place.url(),
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(place.accessKeyId(), place.secretKey().reveal())));
  }

  /// @param targets where a function runs; empty where nothing is known of it
  /// @param atOnce most calls of one function at once
  Invoker(Function<FunctionArn, Optional<Target>> targets, int atOnce) {
    this.targets = targets;
    this.atOnce = atOnce;
  }

  @Override
  public Outcome invoke(Call call) {
    Optional<FunctionArn> function = FunctionArn.parse(call.arn());
    Optional<Target> target = function.flatMap(targets);
    if (function.isEmpty() || target.isEmpty()) {
      LOG.warn("{}: no function is known for {}", call.kind().configName(), call.arn());
      return UNKNOWN;
    }
    Semaphore slots = running.computeIfAbsent(call.arn(), _ -> new Semaphore(atOnce));
    if (!acquired(slots, call.patience())) {
      return TOO_MANY;
    }
    try {
      return tries(target.get(), function.get(), call.event(), call.patience());
    } finally {
      slots.release();
    }
  }

  @Override
  public void send(Call call) {
    Future<?> _ =
        background.submit(
            () -> {
              Outcome outcome = invoke(call);
              if (!(outcome instanceof Outcome.Returned)) {
                LOG.warn(
                    "{}: {} did not take a message: {}",
                    call.kind().configName(),
                    call.arn(),
                    outcome.getClass().getSimpleName());
              }
            });
  }

  private static Outcome tries(
      Target target, FunctionArn function, Secret event, Duration patience) {
    Outcome outcome = target.invoke(function, event, patience);
    for (int made = 1; made < TRIES && outcome instanceof Outcome.TimedOut; made++) {
      outcome = target.invoke(function, event, patience);
    }
    return outcome;
  }

  private static boolean acquired(Semaphore slots, Duration patience) {
    try {
      return slots.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    background.shutdownNow();
  }
}
