package dev.poolhouse.http;

import dev.poolhouse.analytics.Destination;
import dev.poolhouse.analytics.Event;
import dev.poolhouse.analytics.EventCounts;
import dev.poolhouse.client.ClientId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Events as `/metrics` shows them: what happened by type, pool and app client, and how delivering
/// it goes. May be shared.
public final class EventMetrics implements EventCounts {
  private final MeterRegistry meters;
  private final Map<Destination, AtomicLong> waiting = new ConcurrentHashMap<>();

  public EventMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void happened(Event event) {
    meters
        .counter(
            "poolhouse.events",
            "type",
            event.kind().wireName(),
            "pool",
            event.poolId().value(),
            "client",
            event.clientId().map(ClientId::value).orElse(""))
        .increment();
  }

  @Override
  public void dropped(Destination destination) {
    meters.counter("poolhouse.events.dropped", "sink", destination.label()).increment();
  }

  @Override
  public void delivered(Destination destination, int events) {
    meters.counter("poolhouse.events.delivered", "sink", destination.label()).increment(events);
  }

  @Override
  public void waiting(Destination destination, long events) {
    waiting.computeIfAbsent(destination, this::gauge).set(events);
  }

  private AtomicLong gauge(Destination destination) {
    AtomicLong value = new AtomicLong();
    Gauge.builder("poolhouse.events.waiting", value, AtomicLong::get)
        .tag("sink", destination.label())
        .register(meters);
    return value;
  }
}
