package dev.poolhouse.http;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.message.Message;
import dev.poolhouse.message.Outbox;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/outbox` below the development routes. `GET` answers the messages newest first: as a page to
/// browsers, as a JSON array to everybody else. `DELETE` empties it. May be shared.
///
/// Parameters of the JSON form, all optional: `to`, an address; `after`, an id, for messages newer
/// than that one; `wait`, in seconds, at most 60: while no message matches, the answer waits for
/// one. Ids are decimal numbers written as texts.
public final class OutboxRoutes implements HttpService {
  private static final int LONGEST_WAIT = 60;

  private final Outbox outbox;

  public OutboxRoutes(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/outbox", this::show)
        .delete("/outbox", this::empty)
        .post("/outbox/empty", this::emptyFromPage);
  }

  private void show(ServerRequest request, ServerResponse response) throws InterruptedException {
    Optional<String> to = parameter(request, "to");
    Optional<Long> after = number(request, "after");
    Optional<Long> wait = number(request, "wait");
    if (after.isEmpty() || wait.isEmpty()) {
      DevAnswer.refuse(
          response, 400, "'after' and 'wait' must be whole numbers that are not negative.");
      return;
    }
    Outbox.Query query = new Outbox.Query(to, after.get());
    if (wantsPage(request)) {
      response
          .header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
          .header(HeaderNames.CACHE_CONTROL, "no-store")
          .header("Content-Security-Policy", OutboxPage.POLICY)
          .header("Referrer-Policy", "same-origin")
          .send(OutboxPage.of(to.orElse(""), outbox.find(query, Duration.ZERO)).toString());
      return;
    }
    Duration longest = Duration.ofSeconds(Math.min(wait.get(), LONGEST_WAIT));
    DevAnswer.json(
        response, outbox.find(query, longest).stream().map(OutboxRoutes::members).toList());
  }

  private void empty(ServerRequest request, ServerResponse response) {
    outbox.clear();
    DevAnswer.json(response, List.of());
  }

  private void emptyFromPage(ServerRequest request, ServerResponse response) {
    outbox.clear();
    response.status(303).header(HeaderNames.LOCATION, "/_poolhouse/outbox").send();
  }

  private static boolean wantsPage(ServerRequest request) {
    return request.headers().first(HeaderNames.ACCEPT).orElse("").contains("text/html");
  }

  /// The number, 0 when the parameter is absent; empty when it is no number.
  private static Optional<Long> number(ServerRequest request, String name) {
    String text = parameter(request, name).orElse("0");
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  private static Optional<String> parameter(ServerRequest request, String name) {
    return request.query().first(name).asOptional().filter(value -> !value.isEmpty());
  }

  private static Map<String, Object> members(Outbox.Entry entry) {
    Message message = entry.message();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", String.valueOf(entry.id()));
    members.put("poolId", message.poolId().value());
    members.put("username", message.username());
    members.put("to", message.to());
    members.put("medium", message.medium().name());
    members.put("purpose", message.purpose().name());
    members.put("subject", message.subject());
    members.put("body", message.body().reveal());
    members.put("code", message.code().map(Secret::reveal).orElse(""));
    members.put("link", message.link().map(Secret::reveal).orElse(""));
    members.put("sentAt", entry.sentAt().toString());
    return members;
  }
}
