package dev.poolhouse.sql;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.pool.LogDelivery;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.pool.PoolStore;
import dev.poolhouse.store.Tx;
import dev.poolhouse.wire.ApiCodec;
import dev.poolhouse.wire.NewerMembers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// Pools in the tables `pool` and `retired_pool`. May be shared.
public final class SqlPoolStore implements PoolStore {
  /// Members of a pool's configuration that the SDK's class does not know.
  private static final Set<String> EXTRA_MEMBERS =
      Set.of(NewerMembers.ACR_CONFIGURATION, LogDelivery.MEMBER);

  private static final String SELECT =
      """
      select pool_key, pool_id, account, document, mfa, extra, simulation_secret,
        created_at, modified_at, version
      from pool\
      """;

  private static final Duration COUNT_KEPT = Duration.ofMinutes(1);

  /// Up to here counting is cheap enough to be done every time.
  private static final long SMALL = 1_000;

  @Override
  public boolean insert(Tx tx, Pool pool) {
    int inserted =
        SqlTx.handle(tx)
            .createUpdate(
                """
                insert into pool (pool_key, pool_id, account, region, name, document, mfa, extra,
                  simulation_secret, user_count, user_count_at, created_at, modified_at, version)
                values (:poolKey, :poolId, :account, :region, :name, :document, :mfa, :extra,
                  :simulation, 0, :created, :created, :modified, :version)
                on conflict do nothing
                """)
            .bind("poolKey", pool.key().value())
            .bind("poolId", pool.id().value())
            .bind("account", pool.account())
            .bind("region", pool.id().region())
            .bind("name", pool.document().name())
            .bind("document", ApiCodec.writeText(pool.document()))
            .bind("mfa", ApiCodec.writeText(pool.mfa()))
            .bind("extra", ApiCodec.writeText(UserPoolType.builder().build(), pool.extra()))
            .bind("simulation", pool.simulation().bytes())
            .bind("created", pool.createdAt().toEpochMilli())
            .bind("modified", pool.modifiedAt().toEpochMilli())
            .bind("version", pool.version())
            .execute();
    return changed(tx, inserted);
  }

  @Override
  public Optional<Pool> find(Tx tx, PoolId id) {
    return SqlTx.direct(tx)
        .query(SqlPoolStore::pool, SELECT + " where pool_id = ?", id.value())
        .stream()
        .findFirst();
  }

  @Override
  public boolean update(Tx tx, Pool pool) {
    int updated =
        SqlTx.handle(tx)
            .createUpdate(
                """
                update pool
                set name = :name, document = :document, mfa = :mfa, extra = :extra,
                  modified_at = :modified, version = version + 1
                where pool_key = :poolKey and version = :version
                """)
            .bind("poolKey", pool.key().value())
            .bind("version", pool.version())
            .bind("name", pool.document().name())
            .bind("document", ApiCodec.writeText(pool.document()))
            .bind("mfa", ApiCodec.writeText(pool.mfa()))
            .bind("extra", ApiCodec.writeText(UserPoolType.builder().build(), pool.extra()))
            .bind("modified", pool.modifiedAt().toEpochMilli())
            .execute();
    return changed(tx, updated);
  }

  @Override
  public boolean retire(Tx tx, PoolKey key, Instant now) {
    Handle handle = SqlTx.handle(tx);
    int deleted =
        handle
            .createUpdate("delete from pool where pool_key = :poolKey")
            .bind("poolKey", key.value())
            .execute();
    if (deleted == 1) {
      handle
          .createUpdate(
              "insert into retired_pool (pool_key, retired_at) values (:poolKey, :retired)")
          .bind("poolKey", key.value())
          .bind("retired", now.toEpochMilli())
          .execute();
    }
    return changed(tx, deleted);
  }

  @Override
  public List<Pool> list(Tx tx, String account, String region, String afterId, int limit) {
    return SqlTx.direct(tx)
        .query(
            SqlPoolStore::pool,
            SELECT + " where account = ? and region = ? and pool_id > ? order by pool_id limit ?",
            account,
            region,
            afterId,
            (long) limit);
  }

  private record Count(long users, Instant at) {}

  @Override
  public long estimatedUsers(Tx tx, PoolKey key, Instant now) {
    Handle handle = SqlTx.handle(tx);
    return handle
        .createQuery("select user_count, user_count_at from pool where pool_key = :poolKey")
        .bind("poolKey", key.value())
        .map((row, _) -> new Count(row.getLong(1), Instant.ofEpochMilli(row.getLong(2))))
        .findOne()
        .filter(count -> count.users >= SMALL && now.isBefore(count.at.plus(COUNT_KEPT)))
        .map(Count::users)
        .orElseGet(() -> count(handle, key, now));
  }

  private static long count(Handle handle, PoolKey key, Instant now) {
    long users =
        handle
            .createQuery("select count(*) from pool_user where pool_key = :poolKey")
            .bind("poolKey", key.value())
            .mapTo(Long.class)
            .one();
    if (users >= SMALL) {
      handle
          .createUpdate(
              """
              update pool set user_count = :users, user_count_at = :now where pool_key = :poolKey
              """)
          .bind("users", users)
          .bind("now", now.toEpochMilli())
          .bind("poolKey", key.value())
          .execute();
    }
    return users;
  }

  private static boolean changed(Tx tx, int rows) {
    if (rows == 1) {
      ConfigVersion.bump(tx);
    }
    return rows == 1;
  }

  private static Pool pool(ResultSet row) throws SQLException {
    return new Pool(
        new PoolKey(DirectSql.text(row, 1)),
        new PoolId(DirectSql.text(row, 2)),
        DirectSql.text(row, 3),
        ApiCodec.<UserPoolType>readText(UserPoolType::builder, DirectSql.text(row, 4)),
        ApiCodec.<GetUserPoolMfaConfigResponse>readText(
            GetUserPoolMfaConfigResponse::builder, DirectSql.text(row, 5)),
        ApiCodec.membersOfText(DirectSql.text(row, 6), EXTRA_MEMBERS),
        Sealed.of(row.getBytes(7)),
        Instant.ofEpochMilli(row.getLong(8)),
        Instant.ofEpochMilli(row.getLong(9)),
        row.getLong(10));
  }
}
