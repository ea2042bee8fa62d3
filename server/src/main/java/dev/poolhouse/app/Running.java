package dev.poolhouse.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// Keeps a server command running until the process is asked to end (SIGTERM, Ctrl-C) or its thread
/// is interrupted. One per command, one use.
final class Running {
  private static final Duration LONGEST_END = Duration.ofSeconds(20);

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread main = Thread.currentThread();

  /// Begins to listen for the end.
  Running() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "shutdown"));
  }

  /// Waits for the end.
  void await() throws InterruptedException {
    stopped.await();
  }

  /// Lets [#await] return, and the process go on to end once what it opened is closed.
  private void stop() {
    stopped.countDown();
    try {
      main.join(LONGEST_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
