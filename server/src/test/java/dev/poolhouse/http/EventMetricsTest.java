package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.analytics.Destination;
import dev.poolhouse.analytics.Event;
import dev.poolhouse.analytics.EventKind;
import dev.poolhouse.client.ClientId;
import dev.poolhouse.pool.PoolId;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Proves that `/metrics` shows events by the names that `docs/analytics.md` promises.
final class EventMetricsTest {
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final EventMetrics metrics = new EventMetrics(meters);

  private static Event event(EventKind kind, Optional<ClientId> client) {
    return new Event(
        "subject",
        "id",
        kind,
        new PoolId("us-east-1_TestPool1"),
        client,
        Instant.EPOCH,
        "",
        Set.of());
  }

  @Test
  void eventsAreShown() {
    Optional<ClientId> client = Optional.of(new ClientId("abc"));
    metrics.happened(event(EventKind.SIGN_IN, client));
    metrics.happened(event(EventKind.SIGN_IN, client));
    metrics.happened(event(EventKind.USER_NOTIFICATION, Optional.empty()));
    metrics.dropped(Destination.FILE);
    metrics.delivered(Destination.WEBHOOK, 3);
    metrics.waiting(Destination.WEBHOOK, 7);
    metrics.waiting(Destination.WEBHOOK, 5);

    String pool = "pool=\"us-east-1_TestPool1\"";
    assertThat(meters.scrape().lines())
        .contains(
            "poolhouse_events_total{client=\"abc\"," + pool + ",type=\"_userauth.sign_in\"} 2.0",
            "poolhouse_events_total{client=\"\"," + pool + ",type=\"userNotification\"} 1.0",
            "poolhouse_events_dropped_total{sink=\"file\"} 1.0",
            "poolhouse_events_delivered_total{sink=\"webhook\"} 3.0",
            "poolhouse_events_waiting{sink=\"webhook\"} 5.0");
  }
}
