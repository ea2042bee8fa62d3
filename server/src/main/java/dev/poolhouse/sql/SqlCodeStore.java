package dev.poolhouse.sql;

import dev.poolhouse.store.Tx;
import dev.poolhouse.user.CodeStore;
import dev.poolhouse.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// The rows of codes. May be shared.
public final class SqlCodeStore implements CodeStore {
  private static final String PUT =
      """
      insert into code (user_id, purpose, code_hash, attribute, target, created_at, expires_at)
      values (:userId, :purpose, :hash, :attribute, :target, :createdAt, :expiresAt)
      on conflict (user_id, purpose) do update set code_hash = excluded.code_hash,
        attribute = excluded.attribute, target = excluded.target,
        created_at = excluded.created_at, expires_at = excluded.expires_at
      """;

  private static final String FIND =
      """
      select code_hash, attribute, target, created_at, expires_at
      from code where user_id = :userId and purpose = :purpose
      """;

  private static final String CONSUME =
      """
      delete from code where user_id = :userId and purpose = :purpose and code_hash = :hash
        and created_at = :createdAt
      """;

  @Override
  public void put(Tx tx, UserId id, Purpose purpose, Code code) {
    SqlTx.handle(tx)
        .createUpdate(PUT)
        .bind("userId", id.value())
        .bind("purpose", purpose.name())
        .bind("hash", code.hash())
        .bind("attribute", code.attribute())
        .bind("target", code.target())
        .bind("createdAt", code.createdAt().toEpochMilli())
        .bind("expiresAt", code.expiresAt().toEpochMilli())
        .execute();
  }

  @Override
  public Optional<Code> find(Tx tx, UserId id, Purpose purpose) {
    return SqlTx.handle(tx)
        .createQuery(FIND)
        .bind("userId", id.value())
        .bind("purpose", purpose.name())
        .map((row, _) -> code(row))
        .findOne();
  }

  @Override
  public boolean consume(Tx tx, UserId id, Purpose purpose, Code code) {
    return SqlTx.handle(tx)
            .createUpdate(CONSUME)
            .bind("userId", id.value())
            .bind("purpose", purpose.name())
            .bind("hash", code.hash())
            .bind("createdAt", code.createdAt().toEpochMilli())
            .execute()
        == 1;
  }

  private static Code code(ResultSet row) throws SQLException {
    return new Code(
        row.getBytes("code_hash"),
        Optional.ofNullable(row.getString("attribute")),
        row.getString("target"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("expires_at")));
  }
}
