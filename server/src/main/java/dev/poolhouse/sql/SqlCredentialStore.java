package dev.poolhouse.sql;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.CredentialStore;
import dev.poolhouse.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rows of passwords. May be shared.
public final class SqlCredentialStore implements CredentialStore {
  private static final String VERIFIER = "SRP_VERIFIER";

  /// The columns that [#credential] reads, in its order.
  static final String COLUMNS =
      "kind, material, pool_part, name_part, temporary, set_at, expires_at";

  /// How many they are.
  static final int WIDTH = 7;

  private static final String FIND =
      "select " + COLUMNS + " from password_credential where user_id = :userId";

  /// Makes rivals wait, so that each sees the password that the other has set.
  private static final String LOCK =
      "update password_credential set set_at = set_at where user_id = :userId";

  /// Two passwords of one millisecond are kept a millisecond apart.
  private static final String REMEMBER =
      """
      insert into password_history (user_id, set_at, kind, material, pool_part, name_part)
      select user_id,
        case when set_at > (select coalesce(max(set_at), -1) from password_history
            where user_id = :userId)
          then set_at
          else (select max(set_at) + 1 from password_history where user_id = :userId) end,
        kind, material, pool_part, name_part
      from password_credential where user_id = :userId
      """;

  private static final String FORGET =
      """
      delete from password_history where user_id = :userId and set_at not in (
        select set_at from password_history where user_id = :userId
        order by set_at desc limit :remembered)
      """;

  private static final String SET =
      """
      insert into password_credential (user_id, kind, material, pool_part, name_part, temporary,
        set_at, expires_at)
      values (:userId, :kind, :material, :poolPart, :namePart, :temporary, :setAt, :expiresAt)
      on conflict (user_id) do update set kind = excluded.kind, material = excluded.material,
        pool_part = excluded.pool_part, name_part = excluded.name_part,
        temporary = excluded.temporary, set_at = excluded.set_at, expires_at = excluded.expires_at
      """;

  private static final String HISTORY =
      """
      select kind, material, pool_part, name_part, 0 as temporary, set_at, null as expires_at
      from password_history where user_id = :userId order by set_at desc
      """;

  @Override
  public Optional<Credential> find(Tx tx, UserId id) {
    return SqlTx.handle(tx)
        .createQuery(FIND)
        .bind("userId", id.value())
        .map((row, _) -> credential(row, 1))
        .findOne();
  }

  @Override
  public void set(Tx tx, UserId id, Credential credential, int remembered) {
    execute(tx, LOCK, id);
    if (remembered > 0) {
      execute(tx, REMEMBER, id);
    }
    SqlTx.handle(tx)
        .createUpdate(FORGET)
        .bind("userId", id.value())
        .bind("remembered", remembered)
        .execute();
    switch (credential) {
      case Credential.SrpVerifier verifier -> store(tx, id, verifier);
    }
  }

  @Override
  public List<Credential> history(Tx tx, UserId id) {
    return SqlTx.handle(tx)
        .createQuery(HISTORY)
        .bind("userId", id.value())
        .map((row, _) -> credential(row, 1))
        .list();
  }

  private static void execute(Tx tx, String sql, UserId id) {
    SqlTx.handle(tx).createUpdate(sql).bind("userId", id.value()).execute();
  }

  private static void store(Tx tx, UserId id, Credential.SrpVerifier verifier) {
    SqlTx.handle(tx)
        .createUpdate(SET)
        .bind("userId", id.value())
        .bind("kind", VERIFIER)
        .bind("material", verifier.verifier().bytes())
        .bind("poolPart", verifier.poolPart())
        .bind("namePart", verifier.namePart())
        .bind("temporary", verifier.temporary() ? 1L : 0L)
        .bind("setAt", verifier.setAt().toEpochMilli())
        .bind("expiresAt", verifier.expiresAt().map(Instant::toEpochMilli))
        .execute();
  }

  /// The password in the current row.
  ///
  /// @param first number of the first of [#COLUMNS] in it
  static Credential credential(ResultSet row, int first) throws SQLException {
    int column = first;
    String kind = DirectSql.text(row, column++);
    if (!kind.equals(VERIFIER)) {
      throw new IllegalStateException("unknown kind of credential stored: " + kind);
    }
    Sealed material = Sealed.of(row.getBytes(column++));
    String poolPart = DirectSql.text(row, column++);
    String namePart = DirectSql.text(row, column++);
    boolean temporary = row.getLong(column++) == 1;
    Instant setAt = Instant.ofEpochMilli(row.getLong(column++));
    long expiresAt = row.getLong(column);
    Optional<Instant> expiry =
        row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expiresAt));
    return new Credential.SrpVerifier(material, poolPart, namePart, temporary, setAt, expiry);
  }
}
