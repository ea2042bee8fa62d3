package dev.poolhouse.sql;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.message.MessageQueueStore;
import dev.poolhouse.message.Messages;
import dev.poolhouse.store.Tx;
import java.time.Instant;
import java.util.List;

/// The rows of messages that wait for delivery. May be shared.
public final class SqlMessageQueueStore implements MessageQueueStore {
  private static final String ADD =
      """
      insert into queued_message
        (user_id, message_id, pool_key, body, created_at, attempts, next_try_at)
      values (:userId, :messageId, :poolKey, :body, :createdAt, 0, :createdAt)
      """;

  private static final String DUE =
      """
      select user_id, message_id, body, attempts, next_try_at
      from queued_message where next_try_at <= :now
      order by next_try_at
      limit :limit
      """;

  private static final String CLAIM =
      """
      update queued_message set attempts = attempts + 1, next_try_at = :nextTryAt
      where user_id = :userId and message_id = :messageId and attempts = :attempts
        and next_try_at = :seenTryAt
      """;

  private static final String REMOVE =
      "delete from queued_message where user_id = :userId and message_id = :messageId";

  @Override
  public void add(Tx tx, Messages.Queued message) {
    SqlTx.handle(tx)
        .createUpdate(ADD)
        .bind("userId", message.userId())
        .bind("messageId", message.messageId())
        .bind("poolKey", message.poolKey())
        .bind("body", message.body().bytes())
        .bind("createdAt", message.createdAt().toEpochMilli())
        .execute();
  }

  @Override
  public List<Waiting> due(Tx tx, Instant now, int limit) {
    return SqlTx.handle(tx)
        .createQuery(DUE)
        .bind("now", now.toEpochMilli())
        .bind("limit", limit)
        .map(
            (row, _) ->
                new Waiting(
                    row.getString("user_id"),
                    row.getString("message_id"),
                    Sealed.of(row.getBytes("body")),
                    row.getInt("attempts"),
                    Instant.ofEpochMilli(row.getLong("next_try_at"))))
        .list();
  }

  @Override
  public boolean claim(Tx tx, Waiting message, Instant nextTryAt) {
    return SqlTx.handle(tx)
            .createUpdate(CLAIM)
            .bind("userId", message.userId())
            .bind("messageId", message.messageId())
            .bind("attempts", message.attempts())
            .bind("seenTryAt", message.nextTryAt().toEpochMilli())
            .bind("nextTryAt", nextTryAt.toEpochMilli())
            .execute()
        == 1;
  }

  @Override
  public void remove(Tx tx, Waiting message) {
    SqlTx.handle(tx)
        .createUpdate(REMOVE)
        .bind("userId", message.userId())
        .bind("messageId", message.messageId())
        .execute();
  }
}
