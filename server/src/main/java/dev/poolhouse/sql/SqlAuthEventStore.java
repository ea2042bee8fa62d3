package dev.poolhouse.sql;

import dev.poolhouse.risk.AuthEvent;
import dev.poolhouse.risk.AuthEventStore;
import dev.poolhouse.risk.AuthHistory;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EventResponseType;

/// Events of users in the table `auth_event`. May be shared.
public final class SqlAuthEventStore implements AuthEventStore {
  private static final String COLUMNS =
      """
      user_id, event_id, type, client_id, response, decision, level, compromised, reasons, steps,
      address, network, device, device_name, time_zone, city, country, latitude, longitude,
      feedback, feedback_by, feedback_at, created_at
      """;

  private static final String INSERT =
      """
      insert into auth_event (user_id, event_id, type, client_id, response, decision, level,
        compromised, reasons, steps, address, network, device, device_name, time_zone, city,
        country, latitude, longitude, created_at)
      values (:user, :event, :type, :client, :response, :decision, :level,
        :compromised, :reasons, :steps, :address, :network, :device, :deviceName, :timeZone, :city,
        :country, :latitude, :longitude, :created)
      """;

  /// The events that are counted together with a new one.
  private static final String ALIKE =
      """
      user_id = :user
        and (response = 'Pass' and type not in ('ForgotPassword', 'ResendCode'))
          = (:response = 'Pass' and :type not in ('ForgotPassword', 'ResendCode'))
      """;

  /// Where fewer are there than are kept, nothing is older than the oldest.
  private static final String FORGET =
      """
      delete from auth_event
      where %1$s and created_at < (
        select min(created_at) from (
          select created_at from auth_event where %1$s
          order by created_at desc limit :kept) newest)
      """
          .formatted(ALIKE);

  private static final String FIND =
      "select " + COLUMNS + " from auth_event where user_id = :user and event_id = :event";

  /// The length bounds what a sign-in with many wrong codes can store.
  private static final String PROCEED =
      """
      update auth_event
      set response = :response,
        steps = case when length(steps) < 400 then steps || :step else steps end
      where user_id = :user and event_id = :event and response <> 'Pass'
      """;

  private static final String DELETE =
      "delete from auth_event where user_id = :user and event_id = :event";

  private static final String FEEDBACK =
      """
      update auth_event set feedback = :value, feedback_by = :provider, feedback_at = :at
      where user_id = :user and event_id = :event
      """;

  private static final String LIST =
      "select "
          + COLUMNS
          + """
          from auth_event
          where user_id = :user and (created_at < :at or (created_at = :at and event_id < :event))
          order by created_at desc, event_id desc limit :limit
          """;

  /// A sign-in is the user's own when it succeeded and was not disowned, or was said to be valid.
  private static final String OWN =
      """
      ((response = 'Pass' and coalesce(feedback, '') <> 'Invalid')
        or coalesce(feedback, '') = 'Valid')
      """;

  private static final String HISTORY =
      """
      select
        coalesce(sum(case when %1$s then 1 else 0 end), 0) as passed,
        coalesce(sum(case when %1$s and device = :device then 1 else 0 end), 0) as devices,
        coalesce(sum(case when %1$s and network = :network then 1 else 0 end), 0) as networks,
        coalesce(sum(case when feedback = 'Invalid'
          and ((device <> '' and device = :device)
            or (device = '' and network <> '' and network = :network))
          then 1 else 0 end), 0) as disowned,
        coalesce(sum(case when response = 'Fail' and decision <> 'Block' and created_at > :since
          and coalesce(feedback, '') <> 'Valid' then 1 else 0 end), 0) as failures
      from auth_event where user_id = :user and type = 'SignIn'
      """
          .formatted(OWN);

  private static final String LAST =
      """
      select latitude, longitude, created_at from auth_event
      where user_id = :user and type = 'SignIn' and latitude is not null and %s
      order by created_at desc limit 1
      """
          .formatted(OWN);

  @Override
  public void insert(Tx tx, AuthEvent event) {
    Handle handle = SqlTx.handle(tx);
    AuthEventRows.bind(handle.createUpdate(INSERT), event).execute();
    handle
        .createUpdate(FORGET)
        .bind("user", event.userId().value())
        .bind("response", event.response().toString())
        .bind("type", event.type().toString())
        .bind("kept", KEPT)
        .execute();
  }

  @Override
  public Optional<AuthEvent> find(Tx tx, UserId userId, String id) {
    return SqlTx.handle(tx)
        .createQuery(FIND)
        .bind("user", userId.value())
        .bind("event", id)
        .map((row, _) -> AuthEventRows.event(row))
        .findOne();
  }

  @Override
  public void proceed(
      Tx tx, UserId userId, String id, EventResponseType response, AuthEvent.Step step) {
    SqlTx.handle(tx)
        .createUpdate(PROCEED)
        .bind("user", userId.value())
        .bind("event", id)
        .bind("response", response.toString())
        .bind("step", AuthEventRows.text(step))
        .execute();
  }

  @Override
  public void delete(Tx tx, UserId userId, String id) {
    SqlTx.handle(tx).createUpdate(DELETE).bind("user", userId.value()).bind("event", id).execute();
  }

  @Override
  public boolean feedback(Tx tx, UserId userId, String id, AuthEvent.Feedback feedback) {
    return SqlTx.handle(tx)
            .createUpdate(FEEDBACK)
            .bind("user", userId.value())
            .bind("event", id)
            .bind("value", feedback.value().toString())
            .bind("provider", feedback.provider())
            .bind("at", feedback.at().toEpochMilli())
            .execute()
        == 1;
  }

  @Override
  public List<AuthEvent> list(Tx tx, UserId userId, Before before, int limit) {
    return SqlTx.handle(tx)
        .createQuery(LIST)
        .bind("user", userId.value())
        .bind("at", before.at().toEpochMilli())
        .bind("event", before.id())
        .bind("limit", limit)
        .map((row, _) -> AuthEventRows.event(row))
        .list();
  }

  @Override
  public AuthHistory history(Tx tx, UserId userId, String device, String network, Instant since) {
    Handle handle = SqlTx.handle(tx);
    Optional<AuthHistory.Seen> last =
        handle
            .createQuery(LAST)
            .bind("user", userId.value())
            .map((row, _) -> seen(row))
            .findOne()
            .flatMap(found -> found);
    return handle
        .createQuery(HISTORY)
        .bind("user", userId.value())
        .bind("device", device)
        .bind("network", network)
        .bind("since", since.toEpochMilli())
        .map((row, _) -> history(row, last))
        .one();
  }

  private static AuthHistory history(ResultSet row, Optional<AuthHistory.Seen> last)
      throws SQLException {
    return new AuthHistory(
        row.getLong("passed") > 0,
        row.getLong("devices") > 0,
        row.getLong("networks") > 0,
        row.getLong("disowned") > 0,
        (int) row.getLong("failures"),
        last);
  }

  private static Optional<AuthHistory.Seen> seen(ResultSet row) throws SQLException {
    Instant at = Instant.ofEpochMilli(row.getLong("created_at"));
    return AuthEventRows.point(row).map(point -> new AuthHistory.Seen(point, at));
  }
}
