package dev.poolhouse.sql;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.key.AccessKeyStore;
import dev.poolhouse.key.StoredAccessKey;
import dev.poolhouse.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/// Access keys in the table `access_key`. May be shared.
public final class SqlAccessKeyStore implements AccessKeyStore {
  private static final RowMapper<StoredAccessKey> ROW = (row, _) -> key(row);

  @Override
  public boolean insert(Tx tx, StoredAccessKey key) {
    boolean inserted =
        SqlTx.handle(tx)
                .createUpdate(
                    """
                    insert into access_key (access_key_id, account, name, secret, policy, created_at)
                    values (:id, :account, :name, :secret, :policy, :createdAt)
                    on conflict do nothing
                    """)
                .bind("id", key.id())
                .bind("account", key.account())
                .bind("name", key.name())
                .bind("secret", key.secret().bytes())
                .bind("policy", PolicyJson.write(key.policy()))
                .bind("createdAt", key.createdAt().toEpochMilli())
                .execute()
            == 1;
    ConfigVersion.bump(tx);
    return inserted;
  }

  @Override
  public Optional<StoredAccessKey> find(Tx tx, String id) {
    return SqlTx.handle(tx)
        .createQuery(
            """
            select access_key_id, account, name, secret, policy, created_at, revoked_at
            from access_key where access_key_id = :id
            """)
        .bind("id", id)
        .map(ROW)
        .findOne();
  }

  @Override
  public List<StoredAccessKey> list(Tx tx) {
    return SqlTx.handle(tx)
        .createQuery(
            """
            select access_key_id, account, name, secret, policy, created_at, revoked_at
            from access_key order by created_at, access_key_id
            """)
        .map(ROW)
        .list();
  }

  @Override
  public boolean revoke(Tx tx, String id, Instant now) {
    boolean revoked =
        SqlTx.handle(tx)
                .createUpdate(
                    """
                    update access_key set revoked_at = :now
                    where access_key_id = :id and revoked_at is null
                    """)
                .bind("id", id)
                .bind("now", now.toEpochMilli())
                .execute()
            == 1;
    ConfigVersion.bump(tx);
    return revoked;
  }

  private static StoredAccessKey key(ResultSet row) throws SQLException {
    long revokedAt = row.getLong("revoked_at");
    boolean good = row.wasNull();
    return new StoredAccessKey(
        row.getString("access_key_id"),
        row.getString("account"),
        row.getString("name"),
        Sealed.of(row.getBytes("secret")),
        PolicyJson.parse(row.getString("policy")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        good ? Optional.empty() : Optional.of(Instant.ofEpochMilli(revokedAt)));
  }
}
