package dev.poolhouse.analytics;

import dev.poolhouse.store.Tx;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Puts events into the store and rings for the workers of this node. May be shared.
public final class EventQueue {
  private final EventStore store;
  private final EventCounts counts;
  private final Map<Destination, Gate> gates;

  /// What this node knows of a destination.
  private static final class Gate {
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean full;
  }

  /// @param destinations where this node delivers to; events go nowhere else
  public EventQueue(EventStore store, EventCounts counts, Set<Destination> destinations) {
    this.store = store;
    this.counts = counts;
    Map<Destination, Gate> made = new EnumMap<>(Destination.class);
    destinations.forEach(destination -> made.put(destination, new Gate()));
    this.gates = Collections.unmodifiableMap(made);
  }

  /// Adds an event: it is delivered if and only if the transaction commits. Ringing before the
  /// commit, or for a transaction that is rolled back, does no harm: the workers look again.
  public void add(Tx tx, Event event) {
    for (Destination destination : event.to()) {
      store.add(tx, event, destination);
      gate(destination).ifPresent(gate -> gate.bell.release());
    }
  }

  /// Where the next event goes. For a destination where too many wait, it is counted as dropped.
  Set<Destination> admit() {
    if (gates.isEmpty()) {
      return Set.of();
    }
    Set<Destination> admitting = EnumSet.noneOf(Destination.class);
    gates.forEach(
        (destination, gate) -> {
          if (gate.full) {
            counts.dropped(destination);
          } else {
            admitting.add(destination);
          }
        });
    return admitting;
  }

  /// Says whether too many events wait.
  ///
  /// @return whether that is news
  boolean full(Destination destination, boolean full) {
    Optional<Gate> gate = gate(destination).filter(known -> known.full != full);
    gate.ifPresent(known -> known.full = full);
    return gate.isPresent();
  }

  /// Waits until an event was added on this node, or the time is over.
  ///
  /// @return whether one was added
  boolean await(Destination destination, Duration longest) throws InterruptedException {
    Semaphore bell = gate(destination).orElseThrow().bell;
    boolean rung = bell.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
    bell.drainPermits();
    return rung;
  }

  /// Ends a wait.
  void ring(Destination destination) {
    gate(destination).ifPresent(gate -> gate.bell.release());
  }

  EventStore store() {
    return store;
  }

  private Optional<Gate> gate(Destination destination) {
    return Optional.ofNullable(gates.get(destination));
  }
}
