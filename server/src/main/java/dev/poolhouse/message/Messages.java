package dev.poolhouse.message;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.store.Tx;
import java.time.Instant;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;

/// Composes messages from a pool's templates and sees to their delivery. May be shared.
public interface Messages {

  /// Composes and delivers now, after the caller's transaction has committed.
  ///
  /// Throws `CodeDeliveryFailureException` when the next hop refuses the message, and the errors of
  /// the pool's function that writes it. A message that a function sends is handed over without
  /// waiting.
  void deliver(Outgoing outgoing);

  /// Composes and seals a message for [#queue]; to be called before the transaction that queues it.
  Queued prepare(Outgoing outgoing);

  /// The same for an e-mail that brings its own text.
  Queued prepare(Notice notice);

  /// Puts a message into the queue within `tx`: it is delivered if and only if the transaction
  /// commits, and the caller does not wait. Used where an answer must not show by its time or its
  /// errors whether a user exists. Functions run when it leaves the queue; their errors are logged.
  void queue(Tx tx, Queued message);

  /// A message in the queue.
  ///
  /// @param userId the user under whom it lies
  /// @param messageId its id, a UUID
  /// @param poolKey the pool that sends it
  /// @param body the composed message, sealed
  /// @param createdAt when it was composed
  record Queued(String userId, String messageId, String poolKey, Sealed body, Instant createdAt) {}

  /// What the API tells about a delivery, with the address masked (sign-in reference §5.4).
  ///
  /// @param attribute `email` or `phone_number`
  static CodeDeliveryDetailsType details(String attribute, Message.Medium medium, String to) {
    return CodeDeliveryDetailsType.builder()
        .attributeName(attribute)
        .deliveryMedium(medium.name())
        .destination(Masking.mask(medium, to))
        .build();
  }
}
