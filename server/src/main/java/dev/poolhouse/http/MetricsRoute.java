package dev.poolhouse.http;

import dev.poolhouse.wire.Networks;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;

/// `/metrics` in the text format of Prometheus, for the operator's own networks: others are told
/// that there is no such page. May be shared.
public final class MetricsRoute implements HttpService {
  private final PrometheusMeterRegistry meters;
  private final Networks readers;

  /// @param meters what is shown
  /// @param readers networks whose hosts may read, by the socket's own address; a reverse proxy in
  ///   them must not pass on `/metrics` from outside
  public MetricsRoute(PrometheusMeterRegistry meters, Networks readers) {
    this.meters = meters;
    this.readers = readers;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/metrics", this::answer);
  }

  private void answer(ServerRequest request, ServerResponse response) {
    if (request.remotePeer().address() instanceof InetSocketAddress peer
        && readers.contains(peer.getAddress())) {
      response
          .header(HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
          .send(meters.scrape());
    } else {
      response.status(404).send();
    }
  }
}
