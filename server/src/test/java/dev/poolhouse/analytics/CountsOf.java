package dev.poolhouse.analytics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Counts, for reading.
final class CountsOf implements EventCounts {
  final List<EventKind> happened = Collections.synchronizedList(new ArrayList<>());
  final Map<Destination, Integer> dropped =
      Collections.synchronizedMap(new EnumMap<>(Destination.class));
  final Map<Destination, Integer> delivered =
      Collections.synchronizedMap(new EnumMap<>(Destination.class));
  final Map<Destination, Long> waiting =
      Collections.synchronizedMap(new EnumMap<>(Destination.class));

  @Override
  public void happened(Event event) {
    happened.add(event.kind());
  }

  @Override
  public void dropped(Destination destination) {
    dropped.merge(destination, 1, Integer::sum);
  }

  @Override
  public void delivered(Destination destination, int events) {
    delivered.merge(destination, events, Integer::sum);
  }

  @Override
  public void waiting(Destination destination, long events) {
    waiting.put(destination, events);
  }
}
