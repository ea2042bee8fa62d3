package dev.poolhouse.sql;

import dev.poolhouse.crypto.RsaKeys;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.pool.SigningKey;
import dev.poolhouse.pool.SigningKeyStore;
import dev.poolhouse.pool.SpareKey;
import dev.poolhouse.pool.TokenUse;
import dev.poolhouse.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// Keys in the tables `signing_key` and `spare_signing_key`. May be shared.
public final class SqlSigningKeyStore implements SigningKeyStore {

  @Override
  public void insert(Tx tx, SigningKey key, Instant now) {
    SqlTx.handle(tx)
        .createUpdate(
            """
            insert into signing_key (pool_key, kid, token_use, public_key, private_key, created_at,
              active_from, expires_at)
            values (:poolKey, :kid, :use, :publicKey, :privateKey, :created, :active, :expires)
            """)
        .bind("poolKey", key.poolKey().value())
        .bind("kid", key.kid())
        .bind("use", key.use().claim())
        .bind("publicKey", key.publicKey().getEncoded())
        .bind("privateKey", key.privateKey().bytes())
        .bind("created", now.toEpochMilli())
        .bind("active", key.activeFrom().toEpochMilli())
        .bindByType("expires", key.expiresAt().map(Instant::toEpochMilli).orElse(null), Long.class)
        .execute();
    ConfigVersion.bump(tx);
  }

  @Override
  public List<SigningKey> ofPool(Tx tx, PoolKey poolKey) {
    return SqlTx.handle(tx)
        .createQuery(
            """
            select signing_key.pool_key, pool_id, kid, token_use, public_key, private_key,
              active_from, expires_at
            from signing_key join pool on pool.pool_key = signing_key.pool_key
            where signing_key.pool_key = :poolKey
            order by active_from, kid
            """)
        .bind("poolKey", poolKey.value())
        .map(SqlSigningKeyStore::key)
        .list();
  }

  @Override
  public Optional<SigningKey> find(Tx tx, String kid) {
    return SqlTx.handle(tx)
        .createQuery(
            """
            select signing_key.pool_key, pool_id, kid, token_use, public_key, private_key,
              active_from, expires_at
            from signing_key join pool on pool.pool_key = signing_key.pool_key
            where kid = :kid
            """)
        .bind("kid", kid)
        .map(SqlSigningKeyStore::key)
        .findOne();
  }

  @Override
  public void end(Tx tx, PoolKey poolKey, Instant expiresAt) {
    SqlTx.handle(tx)
        .createUpdate(
            """
            update signing_key set expires_at = :expires
            where pool_key = :poolKey and expires_at is null
            """)
        .bind("poolKey", poolKey.value())
        .bind("expires", expiresAt.toEpochMilli())
        .execute();
    ConfigVersion.bump(tx);
  }

  @Override
  public long spares(Tx tx) {
    return SqlTx.handle(tx)
        .createQuery("select count(*) from spare_signing_key")
        .mapTo(Long.class)
        .one();
  }

  @Override
  public void insertSpare(Tx tx, SpareKey key) {
    SqlTx.handle(tx)
        .createUpdate(
            """
            insert into spare_signing_key (kid, public_key, private_key, created_at)
            values (:kid, :publicKey, :privateKey, :created)
            """)
        .bind("kid", key.kid())
        .bind("publicKey", key.publicKey().getEncoded())
        .bind("privateKey", key.privateKey().bytes())
        .bind("created", key.createdAt().toEpochMilli())
        .execute();
  }

  @Override
  public List<SpareKey> takeSpares(Tx tx, int most) {
    return SqlTx.handle(tx)
        .createQuery(
            """
            delete from spare_signing_key
            where kid in (select kid from spare_signing_key order by created_at, kid limit :most)
            returning kid, public_key, private_key, created_at
            """)
        .bind("most", most)
        .map(
            (row, _) ->
                new SpareKey(
                    row.getString("kid"),
                    RsaKeys.publicKey(row.getBytes("public_key")),
                    Sealed.of(row.getBytes("private_key")),
                    Instant.ofEpochMilli(row.getLong("created_at"))))
        .list();
  }

  private static SigningKey key(ResultSet row, StatementContext context) throws SQLException {
    return new SigningKey(
        new PoolKey(row.getString("pool_key")),
        new PoolId(row.getString("pool_id")),
        row.getString("kid"),
        row.getString("token_use").equals(TokenUse.ID.claim()) ? TokenUse.ID : TokenUse.ACCESS,
        RsaKeys.publicKey(row.getBytes("public_key")),
        Sealed.of(row.getBytes("private_key")),
        Instant.ofEpochMilli(row.getLong("active_from")),
        end(row));
  }

  private static Optional<Instant> end(ResultSet row) throws SQLException {
    long millis = row.getLong("expires_at");
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
