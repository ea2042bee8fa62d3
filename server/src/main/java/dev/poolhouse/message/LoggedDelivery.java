package dev.poolhouse.message;

import dev.poolhouse.analytics.LogRecords;
import dev.poolhouse.pool.Pools;

/// Delivers by another way, and logs what fails for pools that deliver such logs. May be shared.
public final class LoggedDelivery implements Delivery {
  private final Delivery delivery;
  private final Pools pools;
  private final LogRecords logs;

  /// @param pools asked about failures alone, so they need not be cached
  public LoggedDelivery(Delivery delivery, Pools pools, LogRecords logs) {
    this.delivery = delivery;
    this.pools = pools;
    this.logs = logs;
  }

  @Override
  public Outcome send(Message message) {
    Outcome outcome = delivery.send(message);
    if (outcome instanceof Outcome.Failed(String reason)) {
      pools
          .find(message.poolId())
          .ifPresent(pool -> logs.undelivered(pool, details(message, reason)));
    }
    return outcome;
  }

  private static String details(Message message, String reason) {
    return message.purpose()
        + " message by "
        + message.medium()
        + " to "
        + Masking.mask(message.medium(), message.to())
        + " was not delivered: "
        + reason;
  }
}
