package dev.poolhouse.analytics;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.pool.PoolId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Something that happened, composed and ready to be queued.
///
/// @param subject whose events keep their order: a user's internal id, or what stands for nobody
/// @param id the same however often it is delivered
/// @param kind what it tells
/// @param poolId the pool it happened in
/// @param clientId the app client, where one had a part in it
/// @param createdAt when it happened
/// @param body the JSON object that is delivered; empty when it goes nowhere
/// @param to where it goes; nowhere when the operator has set up nothing or too much waits already
public record Event(
    String subject,
    String id,
    EventKind kind,
    PoolId poolId,
    Optional<ClientId> clientId,
    Instant createdAt,
    String body,
    Set<Destination> to) {

  public Event {
    to = Set.copyOf(to);
  }

  /// Names the event without showing what it tells.
  @Override
  public String toString() {
    return "Event[" + id + ", " + kind + "]";
  }
}
