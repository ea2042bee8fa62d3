package dev.poolhouse.sql;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.signin.CustomRoundStore;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.Optional;

/// The rows of custom sign-ins. May be shared.
public final class SqlCustomRoundStore implements CustomRoundStore {
  private static final String PUT =
      """
      insert into custom_rounds (user_id, rounds_id, rounds, expires_at)
      values (:user, :id, :rounds, :expires)
      on conflict (user_id, rounds_id) do update set
        rounds = excluded.rounds, expires_at = excluded.expires_at
      """;

  @Override
  public void put(Tx tx, UserId userId, String id, Sealed rounds, Instant expiresAt) {
    SqlTx.handle(tx)
        .createUpdate(PUT)
        .bind("user", userId.value())
        .bind("id", id)
        .bind("rounds", rounds.bytes())
        .bind("expires", expiresAt.toEpochMilli())
        .execute();
  }

  @Override
  public Optional<Sealed> find(Tx tx, UserId userId, String id) {
    return SqlTx.handle(tx)
        .createQuery("select rounds from custom_rounds where user_id = :user and rounds_id = :id")
        .bind("user", userId.value())
        .bind("id", id)
        .map((row, _) -> Sealed.of(row.getBytes("rounds")))
        .findOne();
  }

  @Override
  public void remove(Tx tx, UserId userId, String id) {
    SqlTx.handle(tx)
        .createUpdate("delete from custom_rounds where user_id = :user and rounds_id = :id")
        .bind("user", userId.value())
        .bind("id", id)
        .execute();
  }
}
