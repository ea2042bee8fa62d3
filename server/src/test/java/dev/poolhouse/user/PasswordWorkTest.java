package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Proves that the arithmetic of passwords is bounded: so much at once, a line behind it, and no
/// new sign-in once the line is long; and that everything in the line is done in the end.
@Timeout(30)
final class PasswordWorkTest {
  private static final int AT_ONCE = 2;
  private static final int LINE = 3;

  private final PasswordWork work = new PasswordWork(AT_ONCE, LINE);
  private final CountDownLatch go = new CountDownLatch(1);
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicInteger busiest = new AtomicInteger();

  private int piece() {
    busiest.accumulateAndGet(busy.incrementAndGet(), Math::max);
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return busy.decrementAndGet();
  }

  @Test
  void longLineRefusesSignInsAndIsWorkedOff() throws Exception {
    assertThatCode(work::requireRoom).doesNotThrowAnyException();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> pieces = new ArrayList<>();
      for (int i = 0; i < AT_ONCE + LINE; i++) {
        pieces.add(threads.submit(() -> work.run(this::piece)));
      }
      while (roomLeft()) {
        Thread.onSpinWait();
      }
      assertThatExceptionOfType(ApiException.class)
          .isThrownBy(work::requireRoom)
          .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS));
      go.countDown();
      for (Future<Integer> piece : pieces) {
        assertThat(piece.get()).isNotNegative();
      }
    }
    assertThat(busiest).hasValue(AT_ONCE);
    assertThatCode(work::requireRoom).doesNotThrowAnyException();
  }

  private boolean roomLeft() {
    try {
      work.requireRoom();
      return true;
    } catch (ApiException refused) {
      return false;
    }
  }
}
