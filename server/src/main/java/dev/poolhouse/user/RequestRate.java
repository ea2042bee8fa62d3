package dev.poolhouse.user;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Requests of one user within one second, counted on this node alone. Everything is forgotten when
/// the next second begins; a cache with expiry took 1.5 % of the processor time of a GetUser. May
/// be shared.
///
/// Source: admin-API reference §18, 10 requests per second and user.
public final class RequestRate {
  /// Users counted within a second; requests of more are let through.
  private static final int MOST_SUBJECTS = 100_000;

  private final int most;
  private final InstantSource clock;
  private volatile Second current = Second.of(0);

  /// What was counted in one second.
  private record Second(long number, Map<String, AtomicInteger> counts) {
    static Second of(long number) {
      return new Second(number, new ConcurrentHashMap<>());
    }
  }

  /// @param most requests per second
  public RequestRate(int most, InstantSource clock) {
    this.most = most;
    this.clock = clock;
  }

  /// Counts a request, or throws `TooManyRequestsException`.
  void use(String subject) {
    Map<String, AtomicInteger> counts = now().counts();
    AtomicInteger count = counts.get(subject);
    if (count == null) {
      count =
          counts.size() < MOST_SUBJECTS
              ? counts.computeIfAbsent(subject, _ -> new AtomicInteger())
              : new AtomicInteger();
    }
    if (count.incrementAndGet() > most) {
      throw ApiException.of(ErrorCode.TOO_MANY_REQUESTS, "Rate exceeded");
    }
  }

  private Second now() {
    long number = clock.instant().getEpochSecond();
    Second last = current;
    return last.number() == number ? last : turnTo(number);
  }

  private synchronized Second turnTo(long number) {
    if (current.number() != number) {
      current = Second.of(number);
    }
    return current;
  }
}
