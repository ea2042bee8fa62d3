package dev.poolhouse.sql;

import dev.poolhouse.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Transactions waiting for a thread that owns a connection, in order of arrival, and those that
/// such threads have taken. May be shared.
final class JobQueue {
  private final int capacity;
  private final Deque<Job<?>> waiting = new ArrayDeque<>();
  private final Map<Thread, List<Job<?>>> taken = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean closed;

  JobQueue(int capacity) {
    this.capacity = capacity;
  }

  /// Adds a job; throws [StoreException] when the queue is full or closed.
  void add(Job<?> job) {
    lock.lock();
    try {
      if (closed) {
        throw refusal(job, SqlFailure.CLOSED, "the database is closed");
      }
      if (waiting.size() >= capacity) {
        throw refusal(job, SqlFailure.QUEUE_FULL, capacity + " transactions are waiting");
      }
      waiting.add(job);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for jobs and removes up to `limit` of them; an empty list means that the queue is closed
  /// and will stay empty. Whoever calls this is done with what it has taken before.
  List<Job<?>> take(int limit) {
    lock.lock();
    try {
      taken.remove(Thread.currentThread());
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      List<Job<?>> jobs = new ArrayList<>(Math.min(limit, waiting.size()));
      while (jobs.size() < limit && !waiting.isEmpty()) {
        jobs.add(waiting.remove());
      }
      taken.put(Thread.currentThread(), jobs);
      return jobs;
    } finally {
      lock.unlock();
    }
  }

  /// Lets those give up whose limit is over; who has not been taken leaves the queue.
  ///
  /// @param now by [System#nanoTime]
  void expire(long now) {
    lock.lock();
    try {
      while (!waiting.isEmpty() && waiting.element().expire(now)) {
        waiting.remove();
      }
      taken.values().forEach(jobs -> jobs.forEach(job -> job.expire(now)));
    } finally {
      lock.unlock();
    }
  }

  /// Refuses further jobs; those already waiting are still handed out.
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static StoreException refusal(Job<?> job, String code, String reason) {
    return new StoreException(job.name(), code, new RejectedExecutionException(reason));
  }
}
