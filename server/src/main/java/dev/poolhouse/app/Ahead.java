package dev.poolhouse.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What is made ahead of need, on a thread of its own: begun half a second after the socket was
/// opened, so that the first answers have the processors for themselves. Making it at once had cost
/// them 0.3 s on two cores.
final class Ahead implements AutoCloseable {
  private static final Duration QUIET = Duration.ofMillis(500);

  private final CountDownLatch closed = new CountDownLatch(1);

  private Ahead() {}

  static Ahead start(Runnable work) {
    Ahead ahead = new Ahead();
    Thread.ofPlatform().daemon().name("ahead").start(() -> ahead.run(work));
    return ahead;
  }

  private void run(Runnable work) {
    try {
      if (!closed.await(QUIET.toMillis(), TimeUnit.MILLISECONDS)) {
        work.run();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What has not been begun is left.
  @Override
  public void close() {
    closed.countDown();
  }
}
