package dev.poolhouse.trigger;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/// Calls functions and remembers the last calls, for developers to look at and to send again. In
/// memory only, never in files or logs, and never part of a production server. May be shared.
public final class Recordings implements Functions {
  /// Most calls kept.
  static final int CAPACITY = 200;

  /// Answers larger than this are not kept.
  private static final int LARGEST_KEPT = 64 << 10;

  private final Functions functions;
  private final InstantSource clock;
  private final Deque<Entry> newestFirst = new ArrayDeque<>();
  private long lastId;

  /// @param functions where calls go
  public Recordings(Functions functions, InstantSource clock) {
    this.functions = functions;
    this.clock = clock;
  }

  /// A call that has ended.
  ///
  /// @param id grows with each call and is never used again
  /// @param replayOf the call whose event was sent again; empty for calls of the server's own
  /// @param call what was sent; holds secrets
  /// @param result what became of it; may hold secrets
  /// @param calledAt when it began
  /// @param took how long it took, all tries together
  public record Entry(
      long id, Optional<Long> replayOf, Call call, Result result, Instant calledAt, Duration took) {

    /// The event without its secrets.
    public Object event() {
      return Masks.event(Json.read(call.event().reveal()));
    }

    /// `triggerSource` of the event.
    public String source() {
      return Json.read(call.event().reveal()) instanceof Map<?, ?> event
          ? String.valueOf(event.get("triggerSource"))
          : "";
    }

    /// What the function returned, without its secrets; the JSON null when it returned nothing that
    /// can be shown.
    public Object answer() {
      if (!(result.outcome() instanceof Outcome.Returned(Secret answer))) {
        return Json.NULL;
      }
      try {
        return Masks.event(Json.read(answer.reveal()));
      } catch (IllegalArgumentException _) {
        return "no JSON, or too large to be kept";
      }
    }
  }

  @Override
  public Result invoke(Call call) {
    return add(call, Optional.empty());
  }

  /// Sends the event of a call again, as it was, to the function as it is now. Nothing but the
  /// function learns of it. The new call is the newest then.
  ///
  /// @return false when there is no such call, or no longer
  public boolean replay(long id) {
    Optional<Entry> entry = find(id);
    entry.ifPresent(one -> add(one.call(), Optional.of(id)));
    return entry.isPresent();
  }

  private synchronized Optional<Entry> find(long id) {
    return newestFirst.stream().filter(entry -> entry.id() == id).findFirst();
  }

  private Result add(Call call, Optional<Long> replayOf) {
    Instant calledAt = clock.instant();
    long start = System.nanoTime();
    Result result = functions.invoke(call);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    keep(id -> new Entry(id, replayOf, call, kept(result), calledAt, took));
    return result;
  }

  private static Result kept(Result result) {
    boolean large =
        result.outcome() instanceof Outcome.Returned(Secret answer)
            && answer.length() > LARGEST_KEPT;
    return large ? new Result(new Outcome.Returned(Secret.of("")), result.tries()) : result;
  }

  private synchronized void keep(LongFunction<Entry> entry) {
    lastId++;
    newestFirst.addFirst(entry.apply(lastId));
    if (newestFirst.size() > CAPACITY) {
      newestFirst.removeLast();
    }
  }

  /// The calls, newest first.
  public synchronized List<Entry> all() {
    return List.copyOf(newestFirst);
  }

  /// Forgets all calls.
  public synchronized void clear() {
    newestFirst.clear();
  }
}
