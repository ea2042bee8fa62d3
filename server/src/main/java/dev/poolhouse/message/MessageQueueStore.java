package dev.poolhouse.message;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.store.Tx;
import java.time.Instant;
import java.util.List;

/// The rows of messages that wait for delivery. May be shared.
public interface MessageQueueStore {

  /// Adds a message that is due at once.
  void add(Tx tx, Messages.Queued message);

  /// Messages due at `now`, those that have waited longest first.
  ///
  /// @param limit most messages
  List<Waiting> due(Tx tx, Instant now, int limit);

  /// Counts a try and postpones the next one to `nextTryAt`, unless another node was first.
  ///
  /// @return whether the caller is the one to send it
  boolean claim(Tx tx, Waiting message, Instant nextTryAt);

  /// Takes a message out of the queue.
  void remove(Tx tx, Waiting message);

  /// A message as it waits.
  ///
  /// @param userId the user under whom it lies
  /// @param messageId its id
  /// @param body the composed message, sealed
  /// @param attempts how often sending it was begun
  /// @param nextTryAt when it is due
  record Waiting(String userId, String messageId, Sealed body, int attempts, Instant nextTryAt) {}
}
