package dev.poolhouse.message;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings messages to their end that had to wait for a function: where an answer must not tell
/// whether a user exists, the function runs when the message leaves the queue. May be shared.
public final class Drafts {
  private static final Logger LOG = LoggerFactory.getLogger(Drafts.class);

  private final Pools pools;
  private final Composer composer;
  private final CustomSenders senders;
  private final Delivery delivery;

  public Drafts(Pools pools, Composer composer, CustomSenders senders, Delivery delivery) {
    this.pools = pools;
    this.composer = composer;
    this.senders = senders;
    this.delivery = delivery;
  }

  /// How that went. A message that can never be sent is said in the log, and counts as sent. What a
  /// function says when it throws is not logged: it may hold what the function was told.
  Delivery.Outcome deliver(Draft draft, String messageId, Map<String, String> metadata) {
    Optional<Pool> pool =
        pools.find(draft.poolId()).filter(found -> found.key().equals(draft.poolKey()));
    return pool.map(found -> deliver(draft.outgoing(found, metadata), messageId))
        .orElseGet(Delivery.Outcome.Sent::new);
  }

  private Delivery.Outcome deliver(Outgoing outgoing, String messageId) {
    if (CustomSenders.take(outgoing)) {
      return senders.send(outgoing);
    }
    if (outgoing.purpose() == Message.Purpose.ACCOUNT_TAKEOVER) {
      // Its text was left to the function.
      LOG.warn("pool {}: notice not sent, its function is gone", outgoing.pool().id());
      return new Delivery.Outcome.Sent();
    }
    try {
      return composer
          .compose(outgoing, messageId)
          .map(delivery::send)
          .orElseGet(Delivery.Outcome.Sent::new);
    } catch (ApiException e) {
      if (e.code() == ErrorCode.UNEXPECTED_LAMBDA) {
        return new Delivery.Outcome.Failed(String.valueOf(e.getMessage()));
      }
      LOG.warn(
          "pool {}: {} message not sent: {}",
          outgoing.pool().id(),
          outgoing.purpose(),
          e.code() == ErrorCode.USER_LAMBDA_VALIDATION ? "its function threw" : e.getMessage());
      return new Delivery.Outcome.Sent();
    }
  }
}
