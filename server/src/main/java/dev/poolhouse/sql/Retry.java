package dev.poolhouse.sql;

import dev.poolhouse.store.StoreException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.JdbiException;

/// Runs a transaction again when the database says that it lost against another one: serialization
/// failure (40001) and deadlock (40P01). Earlier failures are attached as suppressed to the last.
/// May be shared when its random source may.
final class Retry {
  /// How time is spent between two attempts.
  interface Pause {
    /// Returns when the time is over.
    void take(Duration time) throws InterruptedException;
  }

  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

  private final int attempts;
  private final RandomGenerator random;
  private final Pause pause;

  Retry(int attempts, RandomGenerator random, Pause pause) {
    this.attempts = attempts;
    this.random = random;
    this.pause = pause;
  }

  /// The result of the first attempt that succeeds. Failures of the database arrive as
  /// [StoreException] with `name`.
  <T> T run(String name, Supplier<T> attempt) {
    JdbiException earlier = null;
    for (int made = 1; ; made++) {
      try {
        return attempt.get();
      } catch (JdbiException e) {
        if (earlier != null) {
          e.addSuppressed(earlier);
        }
        if (made == attempts || !SqlFailure.isRetryable(e)) {
          throw SqlFailure.named(name, e);
        }
        earlier = e;
        waitAfter(name, made);
      }
    }
  }

  /// Waits a random part of a span that doubles with every attempt, so that rivals part.
  private void waitAfter(String name, int made) {
    long span = FIRST_PAUSE.toMillis() << Math.min(made - 1, 16);
    long millis = random.nextLong(Math.min(span, LONGEST_PAUSE.toMillis()) + 1);
    try {
      pause.take(Duration.ofMillis(millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(name, SqlFailure.INTERRUPTED, e);
    }
  }
}
