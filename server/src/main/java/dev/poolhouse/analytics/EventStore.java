package dev.poolhouse.analytics;

import dev.poolhouse.store.Tx;
import java.time.Instant;
import java.util.List;

/// The rows of events that wait for a destination. The rows of one subject and destination have an
/// order: one that is added while another waits comes after it. May be shared.
public interface EventStore {

  /// Adds an event that is due at once.
  void add(Tx tx, Event event, Destination destination);

  /// Events due at `now` that are the first of their subject, those that have waited longest first.
  ///
  /// @param limit most events
  List<Waiting> due(Tx tx, Destination destination, Instant now, int limit);

  /// Counts a try of each and postpones the next to `nextTryAt`, unless another node was first.
  ///
  /// @return those that the caller is the one to deliver
  List<Waiting> claim(Tx tx, List<Waiting> events, Instant nextTryAt);

  /// Lets an event that was not taken be due again at `nextTryAt`.
  void postpone(Tx tx, Waiting event, Instant nextTryAt);

  /// Takes events out of the queue.
  void remove(Tx tx, List<Waiting> events);

  /// How many wait.
  ///
  /// @param most where counting ends
  long count(Tx tx, Destination destination, long most);

  /// An event as it waits for one destination.
  ///
  /// @param subject whose events keep their order
  /// @param destination where it goes
  /// @param position its place among those
  /// @param eventId its id
  /// @param body what is delivered
  /// @param createdAt when it happened
  /// @param attempts how often delivering it was begun
  /// @param nextTryAt when it is due
  record Waiting(
      String subject,
      Destination destination,
      long position,
      String eventId,
      String body,
      Instant createdAt,
      int attempts,
      Instant nextTryAt) {

    /// Names the event without showing what it tells.
    @Override
    public String toString() {
      return "Waiting[" + eventId + ", " + destination + "]";
    }
  }
}
