package dev.poolhouse.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The messages a server would have sent by mail or text message. Remembers, per address, what was
/// read, so that asking twice gives the next code and never the old one again. May be shared.
public final class Outbox {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ServerHttp http;
  private final String poolId;
  private final Map<String, String> lastRead = new ConcurrentHashMap<>();

  /// @param poolId the pool to look at; empty for all
  Outbox(ServerHttp http, String poolId) {
    this.http = http;
    this.poolId = poolId;
  }

  /// The code in the next message to an e-mail address or phone number; waits for it.
  ///
  /// @throws IllegalStateException if none arrives within 20 seconds or it holds no code
  public String code(String to) {
    Message message = next(to);
    return message
        .code()
        .orElseThrow(() -> new IllegalStateException("No code in the message " + message));
  }

  /// The next message to an e-mail address or phone number that was not read before; waits for it.
  ///
  /// @throws IllegalStateException if none arrives within 20 seconds
  public Message next(String to) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE.toNanos()) {
      String path = "?to=" + encode(to) + "&wait=5";
      String after = lastRead.getOrDefault(to, "");
      List<Message> newestFirst = fetch(after.isEmpty() ? path : path + "&after=" + encode(after));
      if (!newestFirst.isEmpty()) {
        lastRead.put(to, newestFirst.get(0).id());
      }
      Optional<Message> newest = newestFirst.stream().filter(this::isOurs).findFirst();
      if (newest.isPresent()) {
        return newest.get();
      }
    }
    throw new IllegalStateException(
        "No message to " + to + " within " + PATIENCE.toSeconds() + " s");
  }

  /// Everything that is there now, newest first.
  public List<Message> messages() {
    return fetch("").stream().filter(this::isOurs).toList();
  }

  /// Empties the outbox of the whole server.
  public void clear() {
    http.delete("/_poolhouse/outbox");
  }

  private boolean isOurs(Message message) {
    return poolId.isEmpty() || poolId.equals(message.poolId());
  }

  private List<Message> fetch(String query) {
    Stream<Object> items = Json.array(Json.parse(http.get("/_poolhouse/outbox" + query))).stream();
    return items.map(item -> Message.of(Json.object(item))).toList();
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /// One message.
  ///
  /// @param id identifies the message within the server
  /// @param to e-mail address or phone number
  /// @param medium `EMAIL` or `SMS`
  /// @param purpose what it is for, for example the name of the operation that caused it
  /// @param code the code in it, if it holds one
  /// @param link the link in it, if it holds one
  public record Message(
      String id,
      String poolId,
      String username,
      String to,
      String medium,
      String purpose,
      String subject,
      String body,
      Optional<String> code,
      Optional<String> link,
      Instant sentAt) {

    private static Message of(Map<String, Object> members) {
      return new Message(
          ServerHttp.text(members, "id"),
          ServerHttp.text(members, "poolId"),
          ServerHttp.text(members, "username"),
          ServerHttp.text(members, "to"),
          ServerHttp.text(members, "medium"),
          ServerHttp.text(members, "purpose"),
          ServerHttp.text(members, "subject"),
          ServerHttp.text(members, "body"),
          Optional.of(ServerHttp.text(members, "code")).filter(code -> !code.isEmpty()),
          Optional.of(ServerHttp.text(members, "link")).filter(link -> !link.isEmpty()),
          Instant.parse(ServerHttp.text(members, "sentAt")));
    }
  }
}
