package dev.poolhouse.sql;

import dev.poolhouse.analytics.Destination;
import dev.poolhouse.analytics.Event;
import dev.poolhouse.analytics.EventStore;
import dev.poolhouse.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Events in the table `queued_event`. May be shared.
///
/// Positions are given by the insert itself: one more than the last of the subject that waits. Two
/// transactions at the same time may give the same one; then neither came first, and the ids
/// decide.
public final class SqlEventStore implements EventStore {
  private static final String ADD =
      """
      insert into queued_event
        (subject, destination, position, event_id, body, created_at, attempts, next_try_at)
      select :subject, :destination, coalesce(max(position), :createdAt) + 1, :eventId, :body,
        :createdAt, 0, :createdAt
      from queued_event where subject = :subject and destination = :destination
      """;

  private static final String DUE =
      """
      select subject, position, event_id, body, created_at, attempts, next_try_at
      from queued_event e
      where destination = :destination and next_try_at <= :now
        and not exists (
          select 1 from queued_event o
          where o.subject = e.subject and o.destination = e.destination
            and (o.position < e.position or (o.position = e.position and o.event_id < e.event_id)))
      order by next_try_at
      limit :limit
      """;

  private static final String ONE =
      """
      where subject = :subject and destination = :destination and position = :position
        and event_id = :eventId
      """;

  private static final String CLAIM =
      "update queued_event set attempts = attempts + 1, next_try_at = :nextTryAt "
          + ONE
          + " and attempts = :attempts and next_try_at = :seenTryAt";

  private static final String POSTPONE = "update queued_event set next_try_at = :nextTryAt " + ONE;

  private static final String REMOVE = "delete from queued_event " + ONE;

  private static final String COUNT =
      """
      select count(*) from
        (select 1 from queued_event where destination = :destination limit :most) counted
      """;

  @Override
  public void add(Tx tx, Event event, Destination destination) {
    SqlTx.handle(tx)
        .createUpdate(ADD)
        .bind("subject", event.subject())
        .bind("destination", destination.name())
        .bind("eventId", event.id())
        .bind("body", event.body())
        .bind("createdAt", event.createdAt().toEpochMilli())
        .execute();
  }

  @Override
  public List<Waiting> due(Tx tx, Destination destination, Instant now, int limit) {
    return SqlTx.handle(tx)
        .createQuery(DUE)
        .bind("destination", destination.name())
        .bind("now", now.toEpochMilli())
        .bind("limit", limit)
        .map(
            (row, _) ->
                new Waiting(
                    row.getString("subject"),
                    destination,
                    row.getLong("position"),
                    row.getString("event_id"),
                    row.getString("body"),
                    Instant.ofEpochMilli(row.getLong("created_at")),
                    row.getInt("attempts"),
                    Instant.ofEpochMilli(row.getLong("next_try_at"))))
        .list();
  }

  @Override
  public List<Waiting> claim(Tx tx, List<Waiting> events, Instant nextTryAt) {
    int[] claimed;
    try (PreparedBatch rows = SqlTx.handle(tx).prepareBatch(CLAIM)) {
      for (Waiting event : events) {
        bind(rows, event)
            .bind("attempts", event.attempts())
            .bind("seenTryAt", event.nextTryAt().toEpochMilli())
            .bind("nextTryAt", nextTryAt.toEpochMilli())
            .add();
      }
      claimed = rows.execute();
    }
    List<Waiting> won = new ArrayList<>();
    for (int i = 0; i < claimed.length; i++) {
      if (claimed[i] == 1) {
        won.add(events.get(i));
      }
    }
    return won;
  }

  @Override
  public void postpone(Tx tx, Waiting event, Instant nextTryAt) {
    SqlTx.handle(tx)
        .createUpdate(POSTPONE)
        .bind("subject", event.subject())
        .bind("destination", event.destination().name())
        .bind("position", event.position())
        .bind("eventId", event.eventId())
        .bind("nextTryAt", nextTryAt.toEpochMilli())
        .execute();
  }

  @Override
  public void remove(Tx tx, List<Waiting> events) {
    if (events.isEmpty()) {
      return;
    }
    try (PreparedBatch rows = SqlTx.handle(tx).prepareBatch(REMOVE)) {
      events.forEach(event -> bind(rows, event).add());
      rows.execute();
    }
  }

  @Override
  public long count(Tx tx, Destination destination, long most) {
    return SqlTx.handle(tx)
        .createQuery(COUNT)
        .bind("destination", destination.name())
        .bind("most", most)
        .mapTo(Long.class)
        .one();
  }

  private static PreparedBatch bind(PreparedBatch rows, Waiting event) {
    return rows.bind("subject", event.subject())
        .bind("destination", event.destination().name())
        .bind("position", event.position())
        .bind("eventId", event.eventId());
  }
}
