package dev.poolhouse.message;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps messages instead of sending them, for developers to read. In memory, the newest only;
/// never part of a production server. May be shared.
public final class Outbox implements Delivery, AutoCloseable {
  /// Most messages kept.
  static final int CAPACITY = 1_000;

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Entry> newestFirst = new ArrayDeque<>();
  private long lastId;
  private boolean closed;

  public Outbox(InstantSource clock) {
    this.clock = clock;
  }

  /// A message that was kept.
  ///
  /// @param id grows with each message and is never used again, also after [#clear]
  /// @param message what would have been sent
  /// @param sentAt when
  public record Entry(long id, Message message, Instant sentAt) {}

  /// Which messages are meant.
  ///
  /// @param to their address, in any case; empty for all
  /// @param after only those with a greater id
  public record Query(Optional<String> to, long after) {
    private boolean matches(Entry entry) {
      return entry.id() > after
          && to.map(address -> address.equalsIgnoreCase(entry.message().to())).orElse(true);
    }
  }

  @Override
  public Outcome send(Message message) {
    lock.lock();
    try {
      lastId++;
      newestFirst.addFirst(new Entry(lastId, message, clock.instant()));
      if (newestFirst.size() > CAPACITY) {
        newestFirst.removeLast();
      }
      changed.signalAll();
      return new Outcome.Sent();
    } finally {
      lock.unlock();
    }
  }

  /// Matching messages, newest first. While there are none, waits for one.
  ///
  /// @param longest how long to wait at most; zero not to wait
  public List<Entry> find(Query query, Duration longest) throws InterruptedException {
    long left = longest.toNanos();
    lock.lock();
    try {
      List<Entry> found = matching(query);
      while (found.isEmpty() && left > 0 && !closed) {
        left = changed.awaitNanos(left);
        found = matching(query);
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  private List<Entry> matching(Query query) {
    return newestFirst.stream().filter(query::matches).toList();
  }

  /// Forgets all messages.
  public void clear() {
    lock.lock();
    try {
      newestFirst.clear();
    } finally {
      lock.unlock();
    }
  }

  /// Ends all waiting, so that the server can stop.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
