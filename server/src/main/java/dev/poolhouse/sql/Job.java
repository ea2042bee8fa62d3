package dev.poolhouse.sql;

import dev.poolhouse.store.StoreException;
import dev.poolhouse.store.Tx;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One transaction on its way from the thread that asked for it to a thread that owns a connection,
/// and its result on the way back. The asking thread calls [#await], the owning thread everything
/// else, in the order [#start], [#run], optionally [#fail], [#finish].
final class Job<T> {
  private enum State {
    WAITING,
    RUNNING,
    ABANDONED
  }

  private final String name;
  private final Function<Tx, T> work;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final CountDownLatch finished = new CountDownLatch(1);
  private @Nullable T result;
  private @Nullable Throwable failure;

  Job(String name, Function<Tx, T> work) {
    this.name = name;
    this.work = work;
  }

  String name() {
    return name;
  }

  /// Claims the job for running; false when the asking thread has given up.
  boolean start() {
    return state.compareAndSet(State.WAITING, State.RUNNING);
  }

  /// Runs the work and keeps its result or whatever it threw: the owning thread serves others and
  /// must outlive any of them.
  void run(SqliteConnection connection) {
    try (SqlTx tx = connection.tx(false)) {
      result = Nesting.run(name, () -> work.apply(tx));
    } catch (RuntimeException e) {
      failure = SqlFailure.named(name, e);
    } catch (Error e) {
      failure = e;
    }
  }

  boolean failed() {
    return failure != null;
  }

  /// Replaces the outcome: the transaction was not committed.
  void fail(StoreException reason) {
    if (failure != null) {
      reason.addSuppressed(failure);
    }
    failure = reason;
  }

  /// Hands the outcome to the asking thread.
  void finish() {
    finished.countDown();
  }

  /// The result, once it is final; throws what the work threw.
  ///
  /// @param limit how long to wait for the turn, and once more for the end
  T await(Duration limit) {
    try {
      if (!finished.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        awaitEnd(limit);
      }
    } catch (InterruptedException e) {
      state.compareAndSet(State.WAITING, State.ABANDONED);
      Thread.currentThread().interrupt();
      throw new StoreException(name, SqlFailure.INTERRUPTED, e);
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    return Objects.requireNonNull(result, name);
  }

  private void awaitEnd(Duration limit) throws InterruptedException {
    if (state.compareAndSet(State.WAITING, State.ABANDONED)) {
      throw timedOut(SqlFailure.TIMEOUT, limit);
    }
    if (!finished.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      throw timedOut(SqlFailure.OUTCOME_UNKNOWN, limit.multipliedBy(2));
    }
  }

  private StoreException timedOut(String code, Duration waited) {
    return new StoreException(name, code, new TimeoutException("waited " + waited));
  }
}
