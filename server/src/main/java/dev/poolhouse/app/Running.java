package dev.poolhouse.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Keeps a server command running until the process is asked to end (SIGTERM, Ctrl-C) or its thread
/// is interrupted. The first resource that a command opens, so that it is the last to be closed:
/// the process ends then. One per command, one use.
final class Running implements AutoCloseable {
  private static final Duration LONGEST_END = Duration.ofSeconds(20);

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  /// Begins to listen for the end.
  Running() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "shutdown"));
  }

  /// Waits for the end.
  void await() throws InterruptedException {
    stopped.await();
  }

  /// Lets the process end; to be called when all else is closed.
  @Override
  public void close() {
    closed.countDown();
  }

  /// Lets [#await] return, and waits for the rest to be closed. Not for the end of the command's
  /// thread: its `System.exit` waits for us.
  private void stop() {
    stopped.countDown();
    try {
      boolean _ = closed.await(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
