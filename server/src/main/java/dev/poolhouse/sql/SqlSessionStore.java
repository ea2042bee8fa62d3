package dev.poolhouse.sql;

import dev.poolhouse.signin.SessionStore;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;
import java.time.Instant;

/// The rows of answered sign-in states. May be shared.
public final class SqlSessionStore implements SessionStore {
  private static final String SPEND =
      """
      insert into spent_session (user_id, session_id, expires_at) values (?, ?, ?)
      on conflict do nothing
      """;

  @Override
  public boolean spend(Tx tx, UserId userId, String attemptId, Instant expiresAt) {
    return SqlTx.direct(tx).update(SPEND, userId.value(), attemptId, expiresAt.toEpochMilli()) == 1;
  }
}
