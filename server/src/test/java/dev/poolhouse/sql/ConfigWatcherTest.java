package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A change of the configuration is noticed once per look, by polling, and is not lost when the
/// callback fails.
@EachDatabase
final class ConfigWatcherTest {
  private static final Duration NEVER = Duration.ofDays(1);

  private final Database database;

  ConfigWatcherTest(TestDatabase test) {
    this.database = test.database();
  }

  @Test
  void changesAreNoticedOncePerLook() {
    AtomicInteger calls = new AtomicInteger();
    try (ConfigWatcher watcher = ConfigWatcher.start(database, NEVER, calls::incrementAndGet)) {
      watcher.check();
      assertThat(calls).hasValue(0);
      bump();
      bump();
      watcher.check();
      watcher.check();
      assertThat(calls).hasValue(1);
    }
  }

  @Test
  void pollingNoticesByItself() throws InterruptedException {
    CountDownLatch noticed = new CountDownLatch(1);
    try (ConfigWatcher _ =
        ConfigWatcher.start(database, Duration.ofMillis(1), noticed::countDown)) {
      bump();
      assertThat(noticed.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void changeIsNotLostWhenTheCallbackFails() {
    AtomicInteger calls = new AtomicInteger();
    Runnable failsAtFirst =
        () -> {
          if (calls.incrementAndGet() == 1) {
            throw new IllegalStateException("not now");
          }
        };
    try (ConfigWatcher watcher = ConfigWatcher.start(database, NEVER, failsAtFirst)) {
      bump();
      assertThatThrownBy(watcher::check).hasMessage("not now");
      watcher.check();
      watcher.check();
      assertThat(calls).hasValue(2);
    }
  }

  @Test
  void rolledBackChangeIsNone() {
    AtomicInteger calls = new AtomicInteger();
    try (ConfigWatcher watcher = ConfigWatcher.start(database, NEVER, calls::incrementAndGet)) {
      assertThatThrownBy(
              () ->
                  database.run(
                      "change",
                      tx -> {
                        ConfigVersion.bump(tx);
                        throw new IllegalStateException("no");
                      }))
          .hasMessage("no");
      watcher.check();
      assertThat(calls).hasValue(0);
    }
  }

  private void bump() {
    database.run("change", ConfigVersion::bump);
  }
}
