package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The lockout formula and the hourly limits, and that neither lets more through when many try at
/// once.
@EachDatabase
final class SqlLockoutStoreTest {
  private final Database database;
  private final SqlLockoutStore store = new SqlLockoutStore();

  SqlLockoutStoreTest(TestDatabase test) {
    this.database = test.database();
  }

  @Test
  void fiveOfManyFailuresCountBeforeTheLock() throws InterruptedException {
    List<Boolean> counted = StoredUsers.race(50, () -> fail("many", StoredUsers.NOW));

    assertThat(counted).filteredOn(yes -> yes).hasSize(5);
    assertThat(locked("many", StoredUsers.NOW.plusMillis(999))).isTrue();
    assertThat(locked("many", StoredUsers.NOW.plusMillis(1_000))).isFalse();
  }

  @Test
  void lockDoublesUpToFifteenMinutes() {
    Instant now = StoredUsers.NOW;
    List<Long> seconds = new ArrayList<>();
    for (int failure = 1; failure <= 17; failure++) {
      assertThat(fail("doubling", now)).isTrue();
      long lock = lock("doubling", now);
      seconds.add(lock);
      now = now.plusSeconds(lock);
    }

    assertThat(seconds)
        .containsExactly(
            0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L, 900L);
  }

  @Test
  void fifteenIdleMinutesStartOver() {
    for (int failure = 1; failure <= 4; failure++) {
      fail("idle", StoredUsers.NOW);
    }
    Instant later = StoredUsers.NOW.plus(Duration.ofMinutes(15));

    assertThat(fail("idle", later)).isTrue();
    assertThat(locked("idle", later)).isFalse();
  }

  @Test
  void successWhileLockedDoesNotCount() {
    for (int failure = 1; failure <= 5; failure++) {
      fail("success", StoredUsers.NOW);
    }

    assertThat(succeed("success", StoredUsers.NOW)).isFalse();
    assertThat(succeed("success", StoredUsers.NOW.plusSeconds(1))).isTrue();
    assertThat(fail("success", StoredUsers.NOW.plusSeconds(1))).isTrue();
    assertThat(locked("success", StoredUsers.NOW.plusSeconds(1))).isFalse();
    assertThat(succeed("nobody", StoredUsers.NOW)).isTrue();
  }

  @Test
  void limitHoldsWhenManyComeAtOnceAndEndsWithItsWindow() throws InterruptedException {
    assertThat(StoredUsers.race(30, () -> use(StoredUsers.NOW)))
        .filteredOn(allowed -> allowed)
        .hasSize(5);
    assertThat(use(StoredUsers.NOW.plus(Duration.ofMinutes(59)))).isFalse();
    assertThat(use(StoredUsers.NOW.plus(Duration.ofHours(1)))).isTrue();
  }

  private boolean use(Instant now) {
    return database.write(
        "use",
        tx -> new SqlRateStore().use(tx, "user", "ForgotPassword", 5, Duration.ofHours(1), now));
  }

  private boolean fail(String subject, Instant now) {
    return database.write("fail", tx -> store.fail(tx, subject, now));
  }

  private boolean succeed(String subject, Instant now) {
    return database.write("succeed", tx -> store.succeed(tx, subject, now));
  }

  private boolean locked(String subject, Instant now) {
    return database.read("locked", tx -> store.locked(tx, subject, now));
  }

  /// Seconds until the subject is free again, which must be whole.
  private long lock(String subject, Instant now) {
    long seconds = 0;
    while (locked(subject, now.plusSeconds(seconds))) {
      seconds = seconds == 0 ? 1 : seconds + Math.min(seconds, 4);
      assertThat(seconds).isLessThanOrEqualTo(1_000);
    }
    while (seconds > 0 && !locked(subject, now.plusSeconds(seconds).minusMillis(1))) {
      seconds--;
    }
    return seconds;
  }
}
