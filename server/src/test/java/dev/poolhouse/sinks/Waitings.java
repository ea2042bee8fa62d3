package dev.poolhouse.sinks;

import dev.poolhouse.analytics.Destination;
import dev.poolhouse.analytics.EventStore;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Events that wait.
final class Waitings {
  private Waitings() {}

  static List<EventStore.Waiting> of(String... ids) {
    return Stream.of(ids)
        .map(
            id ->
                new EventStore.Waiting(
                    "subject " + id,
                    Destination.WEBHOOK,
                    1,
                    id,
                    "{\"id\":\"" + id + "\"}",
                    Instant.EPOCH,
                    0,
                    Instant.EPOCH))
        .toList();
  }
}
