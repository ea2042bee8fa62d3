package dev.poolhouse.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;

/// Everything under `/_poolhouse/`, behind [DevGuard]: nothing there answers before it has agreed.
/// Exists in the development profile alone. May be shared.
public final class DevRoutes implements HttpService {
  private final DevGuard guard;
  private final List<HttpService> routes;

  /// @param hosts further names by which this server may be called
  /// @param routes each with paths relative to `/_poolhouse`, such as `/outbox`
  public DevRoutes(List<String> hosts, List<HttpService> routes) {
    this.guard = new DevGuard(hosts);
    this.routes = List.copyOf(routes);
  }

  @Override
  public void routing(HttpRules rules) {
    rules.register("/_poolhouse", this::inner);
  }

  private void inner(HttpRules rules) {
    rules.any(guard);
    rules.any(
        (_, response) ->
            response
                .header(HeaderNames.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .next());
    routes.forEach(rules::register);
  }
}
