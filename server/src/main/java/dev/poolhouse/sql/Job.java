package dev.poolhouse.sql;

import dev.poolhouse.store.StoreException;
import dev.poolhouse.store.Tx;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One transaction on its way from the thread that asked for it to a thread that owns a connection,
/// and its result on the way back. The asking thread calls [#await], the owning thread [#start],
/// [#run], optionally [#fail], and [#finish], in this order, and whoever keeps the time [#expire].
///
/// The asking thread waits without a limit of its own: a virtual thread that waits with one wakes
/// another thread each time, to note when the wait ends. A sign-in by password took 8.7 changes of
/// threads so, and takes 4.8.
final class Job<T> {
  private enum State {
    WAITING,
    RUNNING,
    FINISHED,
    /// Never run: the wait for its turn was too long, or interrupted.
    ABANDONED,
    /// Run, but for so long that nobody waits for the outcome.
    OVERDUE
  }

  private final String name;
  private final Function<Tx, T> work;
  private final Duration limit;
  private final long asked = System.nanoTime();
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final CountDownLatch decided = new CountDownLatch(1);
  private @Nullable T result;
  private @Nullable Throwable failure;

  /// @param limit how long to wait for the turn, and once more for the end
  Job(String name, Function<Tx, T> work, Duration limit) {
    this.name = name;
    this.work = work;
    this.limit = limit;
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

  /// Hands the outcome to the asking thread, unless that has given up.
  void finish() {
    decide(State.RUNNING, State.FINISHED);
  }

  /// Makes the asking thread give up where its limit is over.
  ///
  /// @param now by [System#nanoTime]
  /// @return whether it needs no turn any more
  boolean expire(long now) {
    long age = now - asked;
    if (age >= limit.toNanos()) {
      decide(State.WAITING, State.ABANDONED);
    }
    if (age >= 2 * limit.toNanos()) {
      decide(State.RUNNING, State.OVERDUE);
    }
    return state.get() == State.ABANDONED;
  }

  private void decide(State from, State to) {
    if (state.compareAndSet(from, to)) {
      decided.countDown();
    }
  }

  /// Whether the asking thread has an outcome, be it that it has given up.
  boolean isDecided() {
    return decided.getCount() == 0;
  }

  /// The result, once it is final; throws what the work threw.
  T await() {
    try {
      decided.await();
    } catch (InterruptedException e) {
      state.compareAndSet(State.WAITING, State.ABANDONED);
      Thread.currentThread().interrupt();
      throw new StoreException(name, SqlFailure.INTERRUPTED, e);
    }
    if (state.get() == State.ABANDONED) {
      throw timedOut(SqlFailure.TIMEOUT, limit);
    }
    if (state.get() == State.OVERDUE) {
      throw timedOut(SqlFailure.OUTCOME_UNKNOWN, limit.multipliedBy(2));
    }
    return outcome();
  }

  private T outcome() {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    return Objects.requireNonNull(result, name);
  }

  private StoreException timedOut(String code, Duration waited) {
    return new StoreException(name, code, new TimeoutException("waited " + waited));
  }
}
