package dev.poolhouse.sql;

import dev.poolhouse.analytics.SinkWorker;
import dev.poolhouse.store.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatements;

/// Rows of one table that are of no use after some time. They are looked up first and then deleted
/// one by one by their key, under the same condition: a deletion that names no user would touch
/// every shard.
///
/// @param grace how long rows outlive their time, for what still looks at them then
/// @param select lists keys as `owner` and `item`; binds `before` and `limit`
/// @param delete deletes one row; binds `owner`, `before` and, where the key has two parts, `item`
record ExpiredRows(String table, Duration grace, String select, String delete) {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /// Every such table.
  ///
  /// A session refuses itself once its time is over; the hour covers clocks that differ. A code is
  /// told apart as expired for a day. An event that nobody delivers any more goes an hour after it
  /// would have been given up. A family revokes access tokens, which live for a day at most after
  /// the last refresh. Events of users are kept for two years (sign-in reference §9).
  static final List<ExpiredRows> ALL =
      List.of(
          new ExpiredRows(
              "spent_session",
              HOUR,
              """
              select user_id as owner, session_id as item from spent_session
              where expires_at < :before order by expires_at limit :limit
              """,
              """
              delete from spent_session
              where user_id = :owner and session_id = :item and expires_at < :before
              """),
          new ExpiredRows(
              "code",
              DAY,
              """
              select user_id as owner, purpose as item from code
              where expires_at < :before order by expires_at limit :limit
              """,
              """
              delete from code
              where user_id = :owner and purpose = :item and expires_at < :before
              """),
          new ExpiredRows(
              "refresh_family",
              DAY,
              """
              select user_id as owner, family_id as item from refresh_family
              where expires_at < :before order by expires_at limit :limit
              """,
              """
              delete from refresh_family
              where user_id = :owner and family_id = :item and expires_at < :before
              """),
          new ExpiredRows(
              "pending_device",
              HOUR,
              """
              select user_id as owner, session_id as item from pending_device
              where expires_at < :before order by expires_at limit :limit
              """,
              """
              delete from pending_device
              where user_id = :owner and session_id = :item and expires_at < :before
              """),
          new ExpiredRows(
              "custom_rounds",
              HOUR,
              """
              select user_id as owner, rounds_id as item from custom_rounds
              where expires_at < :before order by expires_at limit :limit
              """,
              """
              delete from custom_rounds
              where user_id = :owner and rounds_id = :item and expires_at < :before
              """),
          new ExpiredRows(
              "passkey_registration",
              DAY,
              """
              select user_id as owner, client_id as item from passkey_registration
              where expires_at < :before order by expires_at limit :limit
              """,
              """
              delete from passkey_registration
              where user_id = :owner and client_id = :item and expires_at < :before
              """),
          new ExpiredRows(
              "queued_event",
              SinkWorker.LONGEST_WAIT.plus(HOUR),
              """
              select subject as owner, event_id as item from queued_event
              where created_at < :before order by created_at limit :limit
              """,
              """
              delete from queued_event
              where subject = :owner and event_id = :item and created_at < :before
              """),
          new ExpiredRows(
              "auth_event",
              DAY.multipliedBy(2 * 365),
              """
              select user_id as owner, event_id as item from auth_event
              where created_at < :before order by created_at limit :limit
              """,
              """
              delete from auth_event
              where user_id = :owner and event_id = :item and created_at < :before
              """),
          new ExpiredRows(
              "signing_key",
              HOUR,
              """
              select pool_key as owner, kid as item from signing_key
              where expires_at < :before limit :limit
              """,
              """
              delete from signing_key
              where pool_key = :owner and kid = :item and expires_at < :before
              """),
          new ExpiredRows(
              "lockout",
              DAY,
              """
              select subject as owner, '' as item from lockout
              where last_at < :before and locked_until < :before limit :limit
              """,
              """
              delete from lockout
              where subject = :owner and last_at < :before and locked_until < :before
              """),
          new ExpiredRows(
              "rate",
              DAY.multipliedBy(2),
              """
              select subject as owner, action as item from rate
              where window_start < :before limit :limit
              """,
              """
              delete from rate
              where subject = :owner and action = :item and window_start < :before
              """));

  private record Key(String owner, String item) {}

  /// Deletes what has expired, `batch` rows per transaction.
  ///
  /// @return how many rows
  int sweep(Transactions transactions, Instant now, int batch) {
    long before = now.minus(grace).toEpochMilli();
    int swept = 0;
    List<Key> keys = find(transactions, before, batch);
    while (!keys.isEmpty()) {
      swept += delete(transactions, before, keys);
      keys = keys.size() < batch ? List.of() : find(transactions, before, batch);
    }
    return swept;
  }

  private List<Key> find(Transactions transactions, long before, int limit) {
    return transactions.read(
        "find expired rows of " + table,
        tx ->
            SqlTx.handle(tx)
                .createQuery(select)
                .bind("before", before)
                .bind("limit", limit)
                .map((rs, _) -> new Key(rs.getString("owner"), rs.getString("item")))
                .list());
  }

  private int delete(Transactions transactions, long before, List<Key> keys) {
    return transactions.write(
        "delete expired rows of " + table,
        tx -> {
          try (PreparedBatch rows = SqlTx.handle(tx).prepareBatch(delete)) {
            rows.configure(SqlStatements.class, it -> it.setUnusedBindingAllowed(true));
            for (Key key : keys) {
              rows.bind("owner", key.owner()).bind("item", key.item()).bind("before", before).add();
            }
            return Arrays.stream(rows.execute()).sum();
          }
        });
  }
}
