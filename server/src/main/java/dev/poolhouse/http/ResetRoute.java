package dev.poolhouse.http;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.Map;

/// `POST /reset` below the development routes: empties the server and answers `{}` once that is
/// done. May be shared.
public final class ResetRoute implements HttpService {
  private final Runnable reset;

  /// @param reset empties everything
  public ResetRoute(Runnable reset) {
    this.reset = reset;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.post(
        "/reset",
        (_, response) -> {
          reset.run();
          DevAnswer.json(response, Map.of());
        });
  }
}
