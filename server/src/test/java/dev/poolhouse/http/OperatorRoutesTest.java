package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.wire.Networks;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves what an operator's tools read: health for everybody, metrics for the networks named.
class OperatorRoutesTest {
  private static final AtomicBoolean READY = new AtomicBoolean();
  private static final PrometheusMeterRegistry METERS =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private static TestDoor open;
  private static TestDoor closed;

  @BeforeAll
  static void open() {
    METERS.counter("poolhouse.proof").increment();
    open = door(Networks.of(List.of("127.0.0.0/8", "::1")));
    closed = door(Networks.of(List.of("127.0.0.2", "10.0.0.0/8")));
  }

  private static TestDoor door(Networks readers) {
    return TestDoor.named(new HealthRoutes(READY::get), new MetricsRoute(METERS, readers));
  }

  @AfterAll
  static void close() {
    open.close();
    closed.close();
  }

  private static HttpResponse<String> get(TestDoor door, String path) throws Exception {
    return door.send(HttpRequest.newBuilder(door.uri(path)));
  }

  @Test
  void processThatAnswersIsAlive() throws Exception {
    HttpResponse<String> live = get(open, "/health/live");
    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(live.body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(live.headers().firstValue("cache-control")).hasValue("no-store");
  }

  @Test
  void readinessFollowsTheServer() throws Exception {
    READY.set(false);
    HttpResponse<String> down = get(open, "/health/ready");
    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(down.body()).isEqualTo("{\"status\":\"DOWN\"}");
    READY.set(true);
    assertThat(get(open, "/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void readersNetworkSeesMetrics() throws Exception {
    HttpResponse<String> metrics = get(open, "/metrics");
    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain");
    assertThat(metrics.body()).contains("poolhouse_proof_total 1.0");
  }

  @Test
  void othersAreToldThereIsNoSuchPage() throws Exception {
    HttpResponse<String> metrics = get(closed, "/metrics");
    assertThat(metrics.statusCode()).isEqualTo(404);
    assertThat(metrics.body()).isEmpty();
  }

  @Test
  void headerCannotPretendToBeAReader() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(closed.uri("/metrics")).header("X-Forwarded-For", "127.0.0.2");
    assertThat(closed.send(request).statusCode()).isEqualTo(404);
  }
}
