package dev.poolhouse.sql;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a task on a thread of its own, again and again with a pause between, until closed. The
/// first pause comes before the first run. A task that fails is logged and runs again at its next
/// turn.
public final class Periodic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);
  private static final Duration LONGEST_RUN = Duration.ofSeconds(30);

  private final String name;
  private final Duration pause;
  private final Runnable task;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private Periodic(String name, Duration pause, Runnable task) {
    this.name = name;
    this.pause = pause;
    this.task = task;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  /// Starts it.
  ///
  /// @param name of the thread, and in the log
  /// @param pause before the first run and after each, more than zero
  /// @param task what to run
  public static Periodic start(String name, Duration pause, Runnable task) {
    Periodic periodic = new Periodic(name, pause, task);
    periodic.thread.start();
    return periodic;
  }

  private void run() {
    try {
      while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        runOnce();
      }
    } catch (InterruptedException _) {
      LOG.debug("{} was interrupted", name);
    }
  }

  /// The outermost frame of its thread: nobody else would see the failure.
  private void runOnce() {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("{} failed, will run again in {}", name, pause, e);
    }
  }

  /// Waits for a running task to end.
  @Override
  public void close() {
    closed.countDown();
    try {
      if (!thread.join(LONGEST_RUN)) {
        LOG.warn("{} is still running after {}", name, LONGEST_RUN);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
