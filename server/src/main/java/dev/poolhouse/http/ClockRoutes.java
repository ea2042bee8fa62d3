package dev.poolhouse.http;

import dev.poolhouse.wire.ApiException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `/clock` below the development routes: `GET` tells the server's time as `{"now": …}`; `POST`
/// with `{"advance": "PT1H"}` or `{"now": "2030-01-01T00:00:00Z"}` moves it forward and tells the
/// new time. Anything else is answered with 400 and what was expected. May be shared.
public final class ClockRoutes implements HttpService {
  private static final int BODY_LIMIT = 4096;
  private static final String EXPECTED =
      "Send {\"advance\":\"PT1H\"} or {\"now\":\"2030-01-01T00:00:00Z\"}.";
  private static final JsonMapper JSON = new JsonMapper();

  private final MovableClock clock;

  public ClockRoutes(MovableClock clock) {
    this.clock = clock;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/clock", this::read).post("/clock", this::move);
  }

  private void read(ServerRequest request, ServerResponse response) {
    tell(response, clock.instant());
  }

  private void move(ServerRequest request, ServerResponse response) {
    try {
      tell(response, move(JSON.readTree(RequestBody.read(request, BODY_LIMIT))));
    } catch (ApiException e) {
      DevAnswer.refuse(response, e.code().status(), e.text().orElse(EXPECTED));
    } catch (JacksonException | DateTimeParseException _) {
      DevAnswer.refuse(response, 400, EXPECTED);
    } catch (IllegalArgumentException e) {
      DevAnswer.refuse(response, 400, String.valueOf(e.getMessage()));
    }
  }

  private Instant move(JsonNode body) {
    JsonNode advance = body.path("advance");
    JsonNode now = body.path("now");
    if (advance.isString() == now.isString()) {
      throw new IllegalArgumentException(EXPECTED);
    }
    return advance.isString()
        ? clock.advance(Duration.parse(advance.stringValue()))
        : clock.moveTo(Instant.parse(now.stringValue()));
  }

  private static void tell(ServerResponse response, Instant now) {
    DevAnswer.json(response, Map.of("now", now.toString()));
  }
}
