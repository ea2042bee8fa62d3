package dev.poolhouse.http;

import dev.poolhouse.trigger.Functions.Outcome;
import dev.poolhouse.trigger.Recordings;
import dev.poolhouse.wire.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/triggers` below the development routes. `GET` answers the last calls of functions newest
/// first, without their secrets: as a page to browsers, as a JSON array to everybody else. `POST
/// /triggers/{id}/replay` sends the event of one of them again, as it was, to the function as it is
/// now, and answers the new call. `DELETE` forgets all. May be shared.
public final class TriggersRoutes implements HttpService {
  private static final String PAGE = "/_poolhouse/triggers";

  private final Recordings recordings;

  public TriggersRoutes(Recordings recordings) {
    this.recordings = recordings;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/triggers", this::show)
        .delete("/triggers", this::forget)
        .post("/triggers/{id}/replay", this::replay);
  }

  private void show(ServerRequest request, ServerResponse response) {
    if (!wantsPage(request)) {
      DevAnswer.json(response, all());
      return;
    }
    response
        .header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .header("Content-Security-Policy", OutboxPage.POLICY)
        .header("Referrer-Policy", "same-origin")
        .send(TriggersPage.of(recordings.all()).toString());
  }

  private List<Map<String, Object>> all() {
    return recordings.all().stream().map(TriggersRoutes::members).toList();
  }

  private void forget(ServerRequest request, ServerResponse response) {
    recordings.clear();
    DevAnswer.json(response, List.of());
  }

  private void replay(ServerRequest request, ServerResponse response) {
    String id = request.path().pathParameters().get("id");
    if (!id.matches("[0-9]{1,18}") || !recordings.replay(Long.parseLong(id))) {
      DevAnswer.refuse(response, 404, "There is no call " + id + ", or no longer.");
    } else if (wantsPage(request)) {
      response.status(303).header(HeaderNames.LOCATION, PAGE).send();
    } else {
      DevAnswer.json(response, all().getFirst());
    }
  }

  private static boolean wantsPage(ServerRequest request) {
    return request.headers().first(HeaderNames.ACCEPT).orElse("").contains("text/html");
  }

  private static Map<String, Object> members(Recordings.Entry entry) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", String.valueOf(entry.id()));
    members.put("replayOf", entry.replayOf().<Object>map(String::valueOf).orElse(Json.NULL));
    members.put("trigger", entry.call().kind().configName());
    members.put("triggerSource", entry.source());
    members.put("function", entry.call().arn());
    members.put("calledAt", entry.calledAt().toString());
    members.put("milliseconds", entry.took().toMillis());
    members.put("tries", entry.result().tries());
    members.put("event", entry.event());
    members.put("answer", entry.answer());
    members.put("error", error(entry.result().outcome()));
    return members;
  }

  /// How the call failed; empty when the function returned.
  static String error(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Returned _ -> "";
      case Outcome.Threw(String message) -> "threw: " + message;
      case Outcome.Refused(String code) -> "could not be called: " + code;
      case Outcome.TimedOut() -> "gave no answer in time";
    };
  }
}
