package dev.poolhouse.message;

import dev.poolhouse.store.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers what is queued on a thread of its own, one message after the other. Those that wait for
/// a function get threads of their own, so that a slow function holds up nobody else. Any number of
/// nodes may run one.
///
/// A claim, made before sending, counts the try and postpones the next: so a node that dies while
/// it sends and a next hop that refuses are the same case, and two nodes do not send one message. A
/// message is sent twice only if a node dies between sending and removing it, or sending takes
/// longer than the pause. After [#MOST_TRIES], half an hour after the first, it is given up; the
/// code in it lives an hour.
public final class QueueWorker implements AutoCloseable {
  static final int MOST_TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final int BATCH = 16;

  /// Most messages that wait for functions at the same time.
  private static final int MOST_DRAFTS = 512;

  private static final Duration SOON = Duration.ofMillis(10);
  private static final Duration LATER = Duration.ofSeconds(1);
  private static final Duration LONGEST_RUN = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger(QueueWorker.class);

  private final Transactions transactions;
  private final MessageQueue queue;
  private final Delivery delivery;
  private final Drafts drafts;
  private final InstantSource clock;
  private final Thread thread = Thread.ofVirtual().name("message-queue").unstarted(this::run);
  private final ExecutorService writing = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free = new Semaphore(MOST_DRAFTS);
  private volatile boolean closed;

  /// A worker that does nothing by itself yet.
  QueueWorker(
      Transactions transactions,
      MessageQueue queue,
      Delivery delivery,
      Drafts drafts,
      InstantSource clock) {
    this.transactions = transactions;
    this.queue = queue;
    this.delivery = delivery;
    this.drafts = drafts;
    this.clock = clock;
  }

  /// Starts delivering, first what an earlier run has left.
  public static QueueWorker start(
      Transactions transactions,
      MessageQueue queue,
      Delivery delivery,
      Drafts drafts,
      InstantSource clock) {
    QueueWorker worker = new QueueWorker(transactions, queue, delivery, drafts, clock);
    worker.thread.start();
    return worker;
  }

  /// Looks soon after a message was added here, again and again with growing pauses since its
  /// transaction may not have committed yet, and at last once a second for what other nodes leave.
  private void run() {
    Duration pause = LATER; // what an earlier run has left need not delay the first answers
    try {
      while (!closed) {
        pause = queue.await(pause) ? SOON : shorter(pause.multipliedBy(2), LATER);
        runOnce();
      }
    } catch (InterruptedException _) {
      LOG.debug("the message queue was interrupted");
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /// The outermost frame of its thread: nobody else would see the failure.
  private void runOnce() {
    try {
      deliverDue();
    } catch (RuntimeException e) {
      LOG.warn("the message queue failed, will look again", e);
    }
  }

  /// Tries every message that is due.
  void deliverDue() {
    List<MessageQueueStore.Waiting> due = due();
    while (!due.isEmpty() && !closed) {
      for (MessageQueueStore.Waiting waiting : due) {
        if (closed) {
          return;
        }
        deliver(waiting);
      }
      due = due();
    }
  }

  private List<MessageQueueStore.Waiting> due() {
    Instant now = clock.instant();
    return transactions.read("find due messages", tx -> queue.store().due(tx, now, BATCH));
  }

  private void deliver(MessageQueueStore.Waiting waiting) {
    int attempt = waiting.attempts() + 1;
    Instant next = clock.instant().plus(pauseAfter(attempt));
    if (!transactions.write("claim a message", tx -> queue.store().claim(tx, waiting, next))) {
      return;
    }
    if (waiting.attempts() >= MOST_TRIES) {
      drop(waiting, "was never sent to its end");
      return;
    }
    queue
        .open(waiting)
        .ifPresentOrElse(
            message -> send(waiting, message, attempt), () -> drop(waiting, "does not open"));
  }

  private void send(MessageQueueStore.Waiting waiting, Queueable queued, int attempt) {
    switch (queued) {
      case Queueable.Composed(Message message) ->
          settle(waiting, queued, attempt, delivery.send(message));
      case Queueable.Unwritten(Draft draft) -> {
        free.acquireUninterruptibly();
        writing.execute(() -> write(waiting, queued, draft, attempt));
      }
    }
  }

  /// The outermost frame of its thread: nobody else would see the failure.
  private void write(
      MessageQueueStore.Waiting waiting, Queueable queued, Draft draft, int attempt) {
    String id = waiting.messageId();
    try {
      settle(waiting, queued, attempt, drafts.deliver(draft, id, queue.metadata().of(id)));
    } catch (RuntimeException e) {
      LOG.warn("a queued message failed, will try again", e);
    } finally {
      free.release();
    }
  }

  private static Duration pauseAfter(int attempt) {
    return FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, MOST_TRIES));
  }

  private void settle(
      MessageQueueStore.Waiting waiting, Queueable message, int attempt, Delivery.Outcome outcome) {
    switch (outcome) {
      case Delivery.Outcome.Sent() -> remove(waiting);
      case Delivery.Outcome.Failed(String reason) -> {
        boolean last = attempt >= MOST_TRIES;
        LOG.warn(
            "pool {}: {} message to {} not delivered, try {} of {}: {}",
            message.poolId(),
            message.purpose(),
            Masking.mask(message.medium(), message.to()),
            attempt,
            MOST_TRIES,
            reason);
        if (last) {
          remove(waiting);
        }
      }
    }
  }

  private void drop(MessageQueueStore.Waiting waiting, String reason) {
    LOG.warn("queued message {} {} and is dropped", waiting.messageId(), reason);
    remove(waiting);
  }

  private void remove(MessageQueueStore.Waiting waiting) {
    transactions.run("remove a message", tx -> queue.store().remove(tx, waiting));
    queue.metadata().forget(waiting.messageId());
  }

  /// Lets a message that is being sent go out; the others stay queued.
  @Override
  public void close() {
    closed = true;
    queue.ring();
    try {
      if (!thread.join(LONGEST_RUN)) {
        LOG.warn("the message queue is still sending after {}", LONGEST_RUN);
      }
      writing.shutdown();
      if (!writing.awaitTermination(LONGEST_RUN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("functions are still writing messages after {}", LONGEST_RUN);
        writing.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
