package dev.poolhouse.risk;

import dev.poolhouse.analytics.LogRecords;
import dev.poolhouse.analytics.UserActivity;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import dev.poolhouse.user.UserStore;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventResponseType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventSourceName;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskLevelType;

/// Writes the events of users and, where the pool delivers logs of them, a record each time one is
/// written or goes on. May be shared.
public final class RecordedEvents {
  private final AuthEventStore events;
  private final UserStore users;
  private final LogRecords logs;

  public RecordedEvents(AuthEventStore events, UserStore users, LogRecords logs) {
    this.events = events;
    this.users = users;
    this.logs = logs;
  }

  /// Writes an event.
  void insert(Tx tx, Pool pool, AuthEvent event) {
    events.insert(tx, event);
    log(tx, pool, event);
  }

  /// Writes how an event went on.
  void proceed(
      Tx tx,
      Pool pool,
      UserId userId,
      String eventId,
      EventResponseType response,
      AuthEvent.Step step) {
    events.proceed(tx, userId, eventId, response, step);
    if (delivers(pool)) {
      events.find(tx, userId, eventId).ifPresent(event -> log(tx, pool, event));
    }
  }

  /// Writes as much for nobody as for a user, and keeps nothing.
  void pretend(Tx tx, AuthEvent event) {
    events.insert(tx, event);
    events.delete(tx, event.userId(), event.id());
  }

  private static boolean delivers(Pool pool) {
    return pool.logDelivery().has(EventSourceName.USER_AUTH_EVENTS);
  }

  private void log(Tx tx, Pool pool, AuthEvent event) {
    if (delivers(pool)) {
      users
          .find(tx, event.userId())
          .flatMap(user -> logs.activity(pool, activity(user, event)))
          .ifPresent(line -> logs.queue(tx, line));
    }
  }

  /// The id of the request is not kept with events.
  private static UserActivity activity(User user, AuthEvent event) {
    return new UserActivity(
        event.id(),
        event.type().toString(),
        user.id().value(),
        user.sub(),
        user.username(),
        event.clientId().value(),
        event.at(),
        event.response().toString(),
        new UserActivity.Risk(
            event.finding().level().shown().map(RiskLevelType::toString).orElse(""),
            event.finding().decision().toString(),
            event.finding().compromised()),
        event.steps().stream()
            .map(
                step ->
                    new UserActivity.Challenge(step.name().toString(), step.response().toString()))
            .toList(),
        from(event.origin()),
        "",
        event
            .feedback()
            .map(
                said ->
                    new UserActivity.Feedback(
                        said.value().toString(), said.provider(), said.at())));
  }

  private static UserActivity.From from(AuthEvent.Origin origin) {
    return new UserActivity.From(
        origin.deviceName().orElse(""),
        origin.address(),
        origin.place().flatMap(Place::city).orElse(""),
        origin.place().flatMap(Place::country).orElse(""),
        !origin.device().isEmpty());
  }
}
