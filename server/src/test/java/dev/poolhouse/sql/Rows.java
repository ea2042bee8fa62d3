package dev.poolhouse.sql;

import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.user.UserId;
import org.jdbi.v3.core.Handle;

/// Rows that a store under test needs but does not own, written without the stores that do.
final class Rows {
  private Rows() {}

  /// A pool with the id `us-east-1_<key>`.
  static PoolKey pool(Database database, String key) {
    database.run(
        "add pool",
        tx ->
            SqlTx.handle(tx)
                .createUpdate(
                    """
                    insert into pool
                      (pool_key, pool_id, account, region, name, document, mfa, extra,
                       simulation_secret, user_count, user_count_at, created_at, modified_at, version)
                    values (:key, :id, '000000000000', 'us-east-1', 'pool', '{}', '{}', '{}',
                      :secret, 0, 0, 0, 0, 1)
                    """)
                .bind("key", key)
                .bind("id", "us-east-1_" + key)
                .bind("secret", new byte[] {1})
                .execute());
    return new PoolKey(key);
  }

  /// Ends a pool as its store does.
  static void retire(Database database, PoolKey key) {
    database.run(
        "retire pool",
        tx -> {
          Handle handle = SqlTx.handle(tx);
          handle.execute(
              "insert into retired_pool (pool_key, retired_at) values (?, 0)", key.value());
          handle.execute("delete from pool where pool_key = ?", key.value());
        });
  }

  /// A confirmed user whose name is its id.
  static UserId user(Database database, PoolKey poolKey, String id) {
    database.run(
        "add user",
        tx ->
            SqlTx.handle(tx)
                .createUpdate(
                    """
                    insert into pool_user
                      (user_id, pool_key, sub, username, status, enabled, attributes,
                       pending_attributes, username_folded, signed_out_at, created_at, modified_at,
                       version)
                    values (:id, :poolKey, 'sub of ' || :id, :id, 'CONFIRMED', 1,
                      '{"email":"a@example.com"}', '{}', :id, 0, 1000, 2000, 1)
                    """)
                .bind("id", id)
                .bind("poolKey", poolKey.value())
                .execute());
    return new UserId(id);
  }
}
