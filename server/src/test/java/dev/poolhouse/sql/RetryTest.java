package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;

/// When a transaction is run again, and how long it waits before. That PostgreSQL reports what is
/// read here, [PostgresDatabaseTest] shows.
final class RetryTest {
  private static final String LOST = "40001";

  /// Always the longest pause.
  private static final RandomGenerator LONGEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  private final List<Duration> pauses = new ArrayList<>();
  private int made;

  @Test
  void pausesDoubleUpToABound() {
    assertThatThrownBy(() -> retry(9, LONGEST).run("work", () -> fail(LOST)))
        .isInstanceOf(StoreException.class);
    assertThat(made).isEqualTo(9);
    assertThat(pauses.stream().map(Duration::toMillis))
        .containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 250L, 250L);
  }

  @Test
  void rivalsPartByChance() {
    assertThatThrownBy(() -> retry(9, new Random(1)).run("work", () -> fail(LOST)))
        .isInstanceOf(StoreException.class);
    assertThat(pauses.getLast()).isBetween(Duration.ZERO, Duration.ofMillis(250));
    assertThat(Set.copyOf(pauses)).hasSizeGreaterThan(4);
  }

  @Test
  void anotherFailureEndsItAtOnce() {
    assertThatThrownBy(() -> retry(9, LONGEST).run("work", () -> fail("42601")))
        .isInstanceOf(StoreException.class);
    assertThat(pauses).isEmpty();
  }

  @Test
  void theFirstSuccessIsTheResult() {
    assertThat(retry(9, LONGEST).<String>run("work", () -> made == 2 ? "done" : fail(LOST)))
        .isEqualTo("done");
    assertThat(pauses).hasSize(2);
  }

  @Test
  void anInterruptedPauseEndsIt() {
    Retry retry =
        new Retry(
            9,
            LONGEST,
            _ -> {
              throw new InterruptedException();
            });
    assertThatThrownBy(() -> retry.run("work", () -> fail(LOST)))
        .isInstanceOf(StoreException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(made).isEqualTo(1);
  }

  private Retry retry(int attempts, RandomGenerator random) {
    return new Retry(attempts, random, pauses::add);
  }

  private String fail(String state) {
    made++;
    throw new ConnectionException(new SQLException("lost", state));
  }
}
