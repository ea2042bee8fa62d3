package dev.poolhouse.analytics;

import dev.poolhouse.store.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers the events that wait for one sink, on a thread of its own. Any number of nodes may run
/// one.
///
/// A claim, made before delivering, counts the try and keeps other nodes away for [#LEASE], longer
/// than any delivery takes. The row goes once the sink has taken the event. So whatever dies in
/// between, the event is delivered again, under the same id; and since only the first event of a
/// subject is ever claimed, no event overtakes an earlier one of the same user.
///
/// A sink that takes nothing is left alone for a while, an event that is not taken for up to a
/// minute. After [#LONGEST_WAIT] an event is given up.
public final class SinkWorker implements AutoCloseable {
  /// How long an event may wait.
  public static final Duration LONGEST_WAIT = Duration.ofDays(3);

  static final Duration LEASE = Duration.ofSeconds(20);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int BATCH = 64;
  private static final Duration SOON = Duration.ofMillis(10);
  private static final Duration LATER = Duration.ofSeconds(1);
  private static final Duration FIRST_REST = Duration.ofMillis(250);
  private static final Duration LONGEST_REST = Duration.ofSeconds(10);
  private static final Duration LONGEST_END = Duration.ofSeconds(5);
  private static final Duration LONGEST_RUN = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger(SinkWorker.class);

  private final Transactions transactions;
  private final EventQueue queue;
  private final Sink sink;
  private final EventCounts counts;
  private final Backlog backlog;
  private final InstantSource clock;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Troubles troubles;
  private int failures;

  /// A worker that does nothing by itself yet.
  ///
  /// @param most events that may wait
  SinkWorker(
      Transactions transactions,
      EventQueue queue,
      Sink sink,
      EventCounts counts,
      long most,
      InstantSource clock) {
    this.transactions = transactions;
    this.queue = queue;
    this.sink = sink;
    this.counts = counts;
    this.backlog = new Backlog(transactions, queue, sink.destination(), counts, most);
    this.clock = clock;
    this.troubles = new Troubles(sink.destination());
    this.thread =
        Thread.ofVirtual().name("events-" + sink.destination().label()).unstarted(this::run);
  }

  /// Starts delivering, first what an earlier run has left.
  ///
  /// @param most events that may wait
  public static SinkWorker start(
      Transactions transactions,
      EventQueue queue,
      Sink sink,
      EventCounts counts,
      long most,
      InstantSource clock) {
    SinkWorker worker = new SinkWorker(transactions, queue, sink, counts, most, clock);
    worker.thread.start();
    return worker;
  }

  /// Looks soon after an event was added here, again and again with growing pauses since its
  /// transaction may not have committed yet, and at last once a second for what other nodes leave.
  private void run() {
    Duration pause = LATER; // what an earlier run has left need not delay the first answers
    try {
      while (!isClosed()) {
        pause =
            queue.await(sink.destination(), pause) ? SOON : shorter(pause.multipliedBy(2), LATER);
        runOnce();
        rest();
      }
    } catch (InterruptedException _) {
      LOG.debug("the events' worker was interrupted");
    }
  }

  /// The outermost frame of its thread: nobody else would see the failure.
  private void runOnce() {
    try {
      backlog.measureNowAndThen();
      deliverDue();
    } catch (RuntimeException e) {
      failures++;
      LOG.warn("delivering events failed, will look again", e);
    }
  }

  private void rest() throws InterruptedException {
    if (failures > 0) {
      Duration rest = shorter(FIRST_REST.multipliedBy(1L << Math.min(failures, 10)), LONGEST_REST);
      if (closed.await(rest.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.debug("closed");
      }
    }
  }

  /// Delivers what is due, until nothing is or the sink takes nothing.
  void deliverDue() {
    List<EventStore.Waiting> batch = claim();
    while (!batch.isEmpty() && !isClosed()) {
      Sink.Outcome outcome = sink.deliver(batch);
      settle(batch, outcome);
      if (outcome.taken().isEmpty()) {
        failures++;
        return;
      }
      failures = 0;
      batch = claim();
    }
  }

  private List<EventStore.Waiting> claim() {
    Instant now = clock.instant();
    List<EventStore.Waiting> due =
        transactions.read(
            "find due events", tx -> queue.store().due(tx, sink.destination(), now, BATCH));
    return due.isEmpty()
        ? due
        : transactions.write("claim events", tx -> queue.store().claim(tx, due, now.plus(LEASE)));
  }

  private void settle(List<EventStore.Waiting> batch, Sink.Outcome outcome) {
    Instant now = clock.instant();
    List<EventStore.Waiting> taken =
        batch.stream().filter(event -> outcome.taken().contains(event.eventId())).toList();
    List<EventStore.Waiting> left =
        batch.stream().filter(event -> !outcome.taken().contains(event.eventId())).toList();
    List<EventStore.Waiting> old =
        left.stream().filter(event -> event.createdAt().plus(LONGEST_WAIT).isBefore(now)).toList();
    transactions.run(
        "settle events",
        tx -> {
          queue.store().remove(tx, taken);
          queue.store().remove(tx, old);
          left.forEach(event -> queue.store().postpone(tx, event, next(now, event, outcome)));
        });
    counts.delivered(sink.destination(), taken.size());
    old.forEach(_ -> counts.dropped(sink.destination()));
    troubles.note(outcome, old.size());
  }

  /// What a sink without troubles had no time for is due at once.
  private static Instant next(Instant now, EventStore.Waiting event, Sink.Outcome outcome) {
    int doublings = Math.min(event.attempts(), 10);
    return outcome.trouble().isEmpty()
        ? now
        : now.plus(shorter(FIRST_PAUSE.multipliedBy(1L << doublings), LONGEST_PAUSE));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /// Lets what is being delivered arrive; what takes longer, and everything else, stays queued.
  @Override
  public void close() {
    closed.countDown();
    queue.ring(sink.destination());
    try {
      boolean ended = thread.join(LONGEST_END);
      sink.close();
      if (!ended && !thread.join(LONGEST_RUN)) {
        LOG.warn("events are still being delivered after {}", LONGEST_RUN);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
