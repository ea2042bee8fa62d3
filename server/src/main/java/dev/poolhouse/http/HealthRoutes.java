package dev.poolhouse.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerResponse;

/// `/health/live` (the process answers) and `/health/ready` (it can do its work: 200, else 503).
/// May be shared.
public final class HealthRoutes implements HttpService {
  private final Readiness readiness;

  public HealthRoutes(Readiness readiness) {
    this.readiness = readiness;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/health/live", (_, response) -> answer(response, true))
        .get("/health/ready", (_, response) -> answer(response, readiness.isReady()));
  }

  private static void answer(ServerResponse response, boolean good) {
    response
        .status(good ? 200 : 503)
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send("{\"status\":\"" + (good ? "UP" : "DOWN") + "\"}");
  }
}
