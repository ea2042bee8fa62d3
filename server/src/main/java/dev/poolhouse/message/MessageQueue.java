package dev.poolhouse.message;

import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.crypto.Secret;
import dev.poolhouse.pool.Pool;
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
  private final Metadata metadata = new Metadata();

  public MessageQueue(MessageQueueStore store, Sealer sealer, InstantSource clock) {
    this.store = store;
    this.sealer = sealer;
    this.clock = clock;
  }

  /// Seals a message under its user; no transaction may be open.
  Messages.Queued seal(Outgoing outgoing, Message message) {
    return seal(outgoing.pool(), outgoing.userId(), message.id(), MessageBytes.write(message));
  }

  /// Seals a message that a function has yet to write or send.
  Messages.Queued sealDraft(Outgoing outgoing, String messageId) {
    metadata.keep(messageId, outgoing.occasion().metadata());
    return seal(outgoing.pool(), outgoing.userId(), messageId, Draft.of(outgoing).write());
  }

  private Messages.Queued seal(Pool pool, String userId, String messageId, Secret content) {
    Sealed body = sealer.sealSecret(Purpose.MESSAGE, content, userId);
    return new Messages.Queued(userId, messageId, pool.key().value(), body, clock.instant());
  }

  /// What was sealed; empty when its key is gone.
  Optional<Queueable> open(MessageQueueStore.Waiting waiting) {
    return sealer
        .openSecret(Purpose.MESSAGE, waiting.body(), waiting.userId())
        .map(Queueable::read);
  }

  /// The client metadata of messages that wait.
  Metadata metadata() {
    return metadata;
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
