package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.store.StoreException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How long transactions may wait and run, by a clock that the test sets, and that the queue is
/// bounded.
final class JobQueueTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration WHOLE = LIMIT.multipliedBy(2);
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final JobQueue queue = new JobQueue(2);
  private final long start = System.nanoTime();

  @Test
  void nothingExpiresBeforeItsTime() {
    Job<Boolean> running = added("running");
    take();
    Job<Boolean> waiting = added("waiting");

    expireAfter(LIMIT.minus(MARGIN));
    assertThat(waiting.isDecided()).isFalse();

    expireAfter(WHOLE.minus(MARGIN));
    assertThat(running.isDecided()).isFalse();
    running.finish();
    assertThat(running.isDecided()).isTrue();
  }

  @Test
  void whoWaitsTooLongForATurnLeavesTheQueueAndIsNeverRun() {
    Job<Boolean> first = added("first");
    Job<Boolean> second = added("second");

    expireAfter(LIMIT.plus(MARGIN));

    assertFailed(first, "first", SqlFailure.TIMEOUT, "waited PT10S");
    assertFailed(second, "second", SqlFailure.TIMEOUT, "waited PT10S");
    assertThat(first.start()).isFalse();
    Job<Boolean> third = added("third");
    assertThat(queue.take(2)).isEqualTo(List.of(third));
  }

  @Test
  void whoWasInterruptedKeepsNobodyBehindInTheQueue() {
    Job<Boolean> interrupted = added("interrupted");
    Job<Boolean> behind = added("behind");
    Thread.currentThread().interrupt();
    assertThatThrownBy(interrupted::await)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.sqlState()).isEqualTo(SqlFailure.INTERRUPTED));
    assertThat(Thread.interrupted()).isTrue();

    expireAfter(LIMIT.plus(MARGIN));

    assertFailed(behind, "behind", SqlFailure.TIMEOUT, "waited PT10S");
  }

  @Test
  void outcomeOfWhatRunsTooLongIsUnknownEvenIfItEnds() {
    Job<Boolean> slow = added("slow");
    take();

    expireAfter(WHOLE.plus(MARGIN));
    slow.finish();

    assertFailed(slow, "slow", SqlFailure.OUTCOME_UNKNOWN, "waited PT20S");
  }

  @Test
  void fullQueueRefusesInsteadOfWaiting() {
    added("first");
    added("second");

    assertThatThrownBy(() -> added("third"))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.statement()).isEqualTo("third");
              assertThat(e.sqlState()).isEqualTo("QUEUE_FULL");
            });
  }

  private static void assertFailed(Job<?> job, String name, String code, String reason) {
    assertThatThrownBy(job::await)
        .hasRootCauseMessage(reason)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.statement()).isEqualTo(name);
              assertThat(e.sqlState()).isEqualTo(code);
            });
  }

  private Job<Boolean> added(String name) {
    Job<Boolean> job = new Job<>(name, _ -> true, LIMIT);
    queue.add(job);
    return job;
  }

  /// Takes all that wait, as the thread that owns a connection does.
  private void take() {
    List<Job<?>> taken = queue.take(2);
    assertThat(taken).allMatch(Job::start);
  }

  private void expireAfter(Duration time) {
    queue.expire(start + time.toNanos());
  }
}
