package dev.poolhouse.analytics;

import dev.poolhouse.crypto.Ids;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.wire.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventSourceName;

/// The logs that pools deliver. For a pool that delivers none, nothing is made and nothing is
/// stored. May be shared.
///
/// Source: developer guide, "Exporting logs from Amazon Cognito user pools", for the member `log`;
/// what surrounds it is ours.
public final class LogRecords {
  private static final DateTimeFormatter LOGGED_DATE =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Transactions transactions;
  private final EventQueue queue;
  private final EventCounts counts;
  private final Ids ids;
  private final InstantSource clock;

  public LogRecords(
      Transactions transactions,
      EventQueue queue,
      EventCounts counts,
      Ids ids,
      InstantSource clock) {
    this.transactions = transactions;
    this.queue = queue;
    this.counts = counts;
    this.ids = ids;
    this.clock = clock;
  }

  /// Logs that a message did not reach its user, in a transaction of its own.
  ///
  /// @param details what was sent to whom, masked, and why it failed
  public void undelivered(Pool pool, String details) {
    if (!pool.logDelivery().has(EventSourceName.USER_NOTIFICATION)) {
      return;
    }
    Instant now = clock.instant();
    Line line =
        new Line(
            EventKind.USER_NOTIFICATION,
            ids.uuid(),
            pool.key().value(),
            now,
            "USER_NOTIFICATION",
            "ERROR",
            Map.of("details", details));
    Event event = event(pool, line);
    transactions.run("log an undelivered message", tx -> queue.add(tx, event));
    counts.happened(event);
  }

  /// The log of a user's activity, to be given to [#queue] within the transaction that records it;
  /// empty when the pool does not deliver these. An event that goes on is logged again, with an id
  /// of its own.
  public Optional<Event> activity(Pool pool, UserActivity activity) {
    if (!pool.logDelivery().has(EventSourceName.USER_AUTH_EVENTS)) {
      return Optional.empty();
    }
    return Optional.of(
        event(
            pool,
            new Line(
                EventKind.USER_ACTIVITY,
                ids.uuid(),
                activity.subject(),
                activity.createdAt(),
                "USER_ACTIVITY",
                "INFO",
                message(pool, activity))));
  }

  /// Queues and counts a record; it is delivered if and only if the transaction commits. One that
  /// is repeated counts again.
  public void queue(Tx tx, Event event) {
    queue.add(tx, event);
    counts.happened(event);
  }

  /// A record before it is written.
  private record Line(
      EventKind kind,
      String id,
      String subject,
      Instant at,
      String source,
      String level,
      Map<String, Object> message) {}

  private Event event(Pool pool, Line line) {
    Set<Destination> to = queue.admit();
    return new Event(
        line.subject(),
        line.id(),
        line.kind(),
        pool.id(),
        Optional.empty(),
        line.at(),
        to.isEmpty() ? "" : Json.write(body(pool, line)),
        to);
  }

  private static Map<String, Object> body(Pool pool, Line line) {
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("eventTimestamp", Long.toString(line.at().toEpochMilli()));
    log.put("eventSource", line.source());
    log.put("logLevel", line.level());
    log.put("message", line.message());
    log.put("logSourceId", Map.of("userPoolId", pool.id().value()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", line.id());
    body.put("type", line.kind().wireName());
    body.put("timestamp", line.at().toString());
    body.put("userPoolId", pool.id().value());
    body.put("log", log);
    return body;
  }

  /// The form of the challenges is that of `AuthEvent` (unsure): the guide shows an empty list.
  private static Map<String, Object> message(Pool pool, UserActivity activity) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("version", "1");
    message.put("eventId", activity.eventId());
    message.put("eventType", activity.eventType());
    message.put("userSub", activity.userSub());
    message.put("userName", activity.userName());
    message.put("userPoolId", pool.id().value());
    message.put("clientId", activity.clientId());
    message.put("creationDate", LOGGED_DATE.format(activity.createdAt()));
    message.put("eventResponse", activity.eventResponse());
    message.put("riskLevel", activity.risk().level());
    message.put("riskDecision", activity.risk().decision());
    message.put("challenges", challenges(activity.challenges()));
    message.put("deviceName", activity.from().deviceName());
    message.put("ipAddress", activity.from().ipAddress());
    message.put("requestId", activity.requestId());
    message.put("idpName", "");
    message.put("compromisedCredentialDetected", Boolean.toString(activity.risk().compromised()));
    message.put("city", activity.from().city());
    message.put("country", activity.from().country());
    message.put(
        "eventFeedbackValue", activity.feedback().map(UserActivity.Feedback::value).orElse(""));
    message.put(
        "eventFeedbackDate",
        activity.feedback().map(said -> LOGGED_DATE.format(said.givenAt())).orElse(""));
    message.put(
        "eventFeedbackProvider",
        activity.feedback().map(UserActivity.Feedback::provider).orElse(""));
    message.put("hasContextData", Boolean.toString(activity.from().known()));
    return message;
  }

  private static List<Map<String, Object>> challenges(List<UserActivity.Challenge> challenges) {
    return challenges.stream()
        .map(
            one ->
                Map.<String, Object>of(
                    "challengeName", one.name(), "challengeResponse", one.response()))
        .toList();
  }
}
