package dev.poolhouse.analytics;

/// Where events are counted. May be shared.
public interface EventCounts {

  /// Something happened; called once for each event, after its transaction.
  void happened(Event event);

  /// An event was given up, since too many wait or it has waited too long.
  void dropped(Destination destination);

  /// Events have arrived.
  void delivered(Destination destination, int events);

  /// So many events wait, as last counted.
  void waiting(Destination destination, long events);
}
