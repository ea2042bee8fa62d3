package dev.poolhouse.sql;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.mfa.SoftwareTokenStore;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// The rows of code generators. May be shared.
public final class SqlSoftwareTokenStore implements SoftwareTokenStore {
  private static final String FIND =
      "select secret, pending, name, last_step from software_token where user_id = :userId";

  private static final String BEGIN =
      """
      insert into software_token (user_id, pending, name, last_step) values (:userId, :pending, '', 0)
      on conflict (user_id) do update set pending = excluded.pending
      """;

  private static final String ENROL =
      """
      update software_token set secret = pending, pending = null, name = :name, last_step = :step,
        verified_at = :now
      where user_id = :userId and pending = :pending and last_step < :step
      """;

  private static final String ACCEPT =
      """
      update software_token set last_step = :step
      where user_id = :userId and secret = :secret and last_step < :step
      """;

  private static final String DELETE =
      "delete from software_token where user_id = :userId and secret is not null";

  @Override
  public Optional<SoftwareToken> find(Tx tx, UserId id) {
    return SqlTx.handle(tx)
        .createQuery(FIND)
        .bind("userId", id.value())
        .map((row, _) -> token(row))
        .findOne();
  }

  @Override
  public void begin(Tx tx, UserId id, Sealed pending) {
    SqlTx.handle(tx)
        .createUpdate(BEGIN)
        .bind("userId", id.value())
        .bind("pending", pending.bytes())
        .execute();
  }

  @Override
  public boolean enrol(Tx tx, UserId id, Sealed pending, String name, long step, Instant now) {
    return SqlTx.handle(tx)
            .createUpdate(ENROL)
            .bind("userId", id.value())
            .bind("pending", pending.bytes())
            .bind("name", name)
            .bind("step", step)
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  @Override
  public boolean accept(Tx tx, UserId id, Sealed secret, long step) {
    return SqlTx.handle(tx)
            .createUpdate(ACCEPT)
            .bind("userId", id.value())
            .bind("secret", secret.bytes())
            .bind("step", step)
            .execute()
        == 1;
  }

  @Override
  public boolean delete(Tx tx, UserId id) {
    return SqlTx.handle(tx).createUpdate(DELETE).bind("userId", id.value()).execute() == 1;
  }

  private static SoftwareToken token(ResultSet row) throws SQLException {
    return new SoftwareToken(
        Optional.ofNullable(row.getBytes("secret")).map(Sealed::of),
        Optional.ofNullable(row.getBytes("pending")).map(Sealed::of),
        row.getString("name"),
        row.getLong("last_step"));
  }
}
