package dev.poolhouse.message;

import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.store.Tx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Seals messages into the queue and rings for the worker of this node. May be shared.
public final class MessageQueue {
  private final MessageQueueStore store;
  private final Sealer sealer;
  private final InstantSource clock;
  private final Semaphore bell = new Semaphore(0);

  public MessageQueue(MessageQueueStore store, Sealer sealer, InstantSource clock) {
    this.store = store;
    this.sealer = sealer;
    this.clock = clock;
  }

  /// Seals a message under its user; no transaction may be open.
  Messages.Queued seal(Outgoing outgoing, Message message) {
    Sealed body =
        sealer.sealSecret(Purpose.MESSAGE, MessageBytes.write(message), outgoing.userId());
    return new Messages.Queued(
        outgoing.userId(), message.id(), outgoing.pool().key().value(), body, clock.instant());
  }

  /// The message that was sealed; empty when its key is gone.
  Optional<Message> open(MessageQueueStore.Waiting waiting) {
    return sealer
        .openSecret(Purpose.MESSAGE, waiting.body(), waiting.userId())
        .map(MessageBytes::read);
  }

  /// Adds a message. Ringing before the commit, or for a transaction that is rolled back, does no
  /// harm: the worker looks again.
  void add(Tx tx, Messages.Queued message) {
    store.add(tx, message);
    bell.release();
  }

  /// Waits until a message was added on this node, or the time is over.
  ///
  /// @return whether one was added
  boolean await(Duration longest) throws InterruptedException {
    boolean rung = bell.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
    bell.drainPermits();
    return rung;
  }

  /// Ends a wait.
  void ring() {
    bell.release();
  }

  MessageQueueStore store() {
    return store;
  }
}
