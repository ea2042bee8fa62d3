package dev.poolhouse.analytics;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What takes events outside. Used by one thread, closed by any.
public interface Sink extends AutoCloseable {

  /// Which of the destinations it is.
  Destination destination();

  /// Delivers events, no two of them of one subject, and returns within [SinkWorker#LEASE]: then
  /// another node may try.
  Outcome deliver(List<EventStore.Waiting> events);

  /// Gives up what is being delivered, and refuses everything from now on.
  @Override
  void close();

  /// What became of a delivery.
  ///
  /// @param taken ids of the events that are safe outside
  /// @param trouble why others are not; without anything that the receiver has written
  record Outcome(Set<String> taken, Optional<String> trouble) {
    public Outcome {
      taken = Set.copyOf(taken);
    }

    /// Nothing was taken.
    public static Outcome refused(String trouble) {
      return new Outcome(Set.of(), Optional.of(trouble));
    }
  }
}
