package dev.poolhouse.lambda;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.trigger.Functions;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls functions where they run: at most three tries when no answer comes in time, and not more
/// than so many calls of one function at once, fewer of one that hangs, so that it holds up nobody
/// else. May be shared.
///
/// Source: triggers reference §6; that a function that throws is not tried again is (unsure).
public final class Invoker implements Functions, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Invoker.class);
  private static final int TRIES = 3;

  /// How Lambda names its own refusal of too many calls at once.
  private static final Outcome TOO_MANY = new Outcome.Refused("TooManyRequestsException");

  /// How Lambda names a function that it does not know.
  private static final Outcome UNKNOWN = new Outcome.Refused("ResourceNotFoundException");

  private final Targets targets;
  private final int atOnce;
  private final Map<String, Slots> running = new ConcurrentHashMap<>();

  private Invoker(Targets targets, int atOnce) {
    this.targets = targets;
    this.atOnce = atOnce;
  }

  /// The way to the functions of the settings.
  ///
  /// @param environment variables that files get besides those of this process
  /// @param clock the real time, which the other side goes by as well
  public static Invoker of(
      FunctionSettings settings,
      Supplier<Map<String, String>> environment,
      InstantSource clock,
      Ids ids) {
    return new Invoker(new Targets(settings, environment, clock, ids), settings.atOnce());
  }

  @Override
  public Result invoke(Call call) {
    Optional<FunctionArn> function = FunctionArn.parse(call.arn());
    Optional<Target> target = function.flatMap(targets::of);
    if (function.isEmpty() || target.isEmpty()) {
      LOG.warn("{}: no function is known for {}", call.kind().configName(), call.arn());
      return new Result(UNKNOWN, 0);
    }
    Slots slots = running.computeIfAbsent(function.get().unqualified(), _ -> new Slots(atOnce));
    if (!slots.acquire(call.patience())) {
      return new Result(TOO_MANY, 0);
    }
    boolean answered = false;
    try {
      Result result = tries(target.get(), function.get(), call);
      answered = !(result.outcome() instanceof Outcome.TimedOut);
      return result;
    } finally {
      slots.release(answered);
    }
  }

  private static Result tries(Target target, FunctionArn function, Call call) {
    Outcome outcome = target.invoke(function, call);
    int made = 1;
    while (made < TRIES && outcome instanceof Outcome.TimedOut) {
      outcome = target.invoke(function, call);
      made++;
    }
    return new Result(outcome, made);
  }

  @Override
  public void close() {
    targets.close();
  }
}
