package dev.poolhouse.http;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/// `/clock` below the development routes: `GET` tells the server's time as `{"now": …}`; `POST`
/// with `{"advance": "PT1H"}` or `{"now": "2030-01-01T00:00:00Z"}` moves it forward and tells the
/// new time. Anything else is answered with 400 and what was expected. May be shared.
public final class ClockRoutes implements HttpService {
  private static final int BODY_LIMIT = 4096;
  private static final String EXPECTED =
      "Send {\"advance\":\"PT1H\"} or {\"now\":\"2030-01-01T00:00:00Z\"}.";

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
      tell(response, move(members(RequestBody.read(request, BODY_LIMIT))));
    } catch (ApiException e) {
      DevAnswer.refuse(response, e.code().status(), e.text().orElse(EXPECTED));
    } catch (DateTimeParseException _) {
      DevAnswer.refuse(response, 400, EXPECTED);
    } catch (IllegalArgumentException e) {
      DevAnswer.refuse(response, 400, String.valueOf(e.getMessage()));
    }
  }

  private static Map<?, ?> members(byte[] body) {
    try {
      Object value = Json.read(new String(body, StandardCharsets.UTF_8));
      return value instanceof Map<?, ?> members ? members : Map.of();
    } catch (IllegalArgumentException _) {
      return Map.of();
    }
  }

  private Instant move(Map<?, ?> members) {
    Object advance = members.get("advance");
    Object now = members.get("now");
    if (advance instanceof String step && !(now instanceof String)) {
      return clock.advance(Duration.parse(step));
    }
    if (now instanceof String instant && !(advance instanceof String)) {
      return clock.moveTo(Instant.parse(instant));
    }
    throw new IllegalArgumentException(EXPECTED);
  }

  private static void tell(ServerResponse response, Instant now) {
    DevAnswer.json(response, Map.of("now", now.toString()));
  }
}
