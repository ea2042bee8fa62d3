package dev.poolhouse.sql;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/// What deleted pools have left behind: users with everything they own, names, groups, clients,
/// keys. A pool's key is dead from the moment it is retired, so nothing here is in anybody's way.
final class RetiredPools {
  /// How long a retired key is swept again: a transaction that began before may still add rows.
  private static final Duration SETTLED = Duration.ofHours(1);

  /// Deletions by user, the user itself last, so that a sweep that stops halfway finds it again.
  static final List<String> OWNED =
      List.of(
          "delete from password_credential where user_id = :user",
          "delete from password_history where user_id = :user",
          "delete from spent_session where user_id = :user",
          "delete from code where user_id = :user",
          "delete from refresh_family where user_id = :user",
          "delete from group_member where user_id = :user",
          "delete from auth_event where user_id = :user",
          "delete from passkey_registration where user_id = :user",
          "delete from passkey where user_id = :user",
          "delete from custom_rounds where user_id = :user",
          "delete from pending_device where user_id = :user",
          "delete from device where user_id = :user",
          "delete from software_token where user_id = :user",
          "delete from queued_message where user_id = :user",
          "delete from lockout where subject = :user",
          "delete from rate where subject = :user",
          "delete from pool_user where user_id = :user");

  /// Deletions by pool, once its users are gone.
  static final List<String> CONFIGURED =
      List.of(
          "delete from user_group where pool_key = :pool",
          "delete from risk_configuration where pool_key = :pool",
          "delete from client_secret where pool_key = :pool",
          "delete from client where pool_key = :pool",
          "delete from signing_key where pool_key = :pool",
          "delete from pool where pool_key = :pool");

  private final Transactions transactions;
  private final int batch;

  private record Retired(String poolKey, Instant retiredAt) {}

  private record Claim(String kind, String value) {}

  RetiredPools(Transactions transactions, int batch) {
    this.transactions = transactions;
    this.batch = batch;
  }

  /// Deletes the rows of all retired pools, `batch` users or names per transaction.
  ///
  /// @return how many users and names
  int sweep(Instant now) {
    int swept = 0;
    for (Retired pool : transactions.read("find retired pools", RetiredPools::list)) {
      swept += sweepUsers(pool.poolKey()) + sweepClaims(pool.poolKey());
      boolean settled = pool.retiredAt().plus(SETTLED).isBefore(now);
      transactions.run("delete a retired pool", tx -> deletePool(tx, pool.poolKey(), settled));
    }
    return swept;
  }

  private int sweepUsers(String poolKey) {
    int swept = 0;
    List<String> users = users(poolKey);
    while (!users.isEmpty()) {
      List<String> some = users;
      transactions.run("delete users of a retired pool", tx -> deleteUsers(tx, some));
      swept += some.size();
      users = users(poolKey);
    }
    return swept;
  }

  private int sweepClaims(String poolKey) {
    int swept = 0;
    List<Claim> claims = claims(poolKey);
    while (!claims.isEmpty()) {
      List<Claim> some = claims;
      transactions.run("delete names of a retired pool", tx -> deleteClaims(tx, poolKey, some));
      swept += some.size();
      claims = claims(poolKey);
    }
    return swept;
  }

  private static List<Retired> list(Tx tx) {
    return SqlTx.handle(tx)
        .createQuery("select pool_key, retired_at from retired_pool order by pool_key")
        .map((rs, _) -> new Retired(rs.getString(1), Instant.ofEpochMilli(rs.getLong(2))))
        .list();
  }

  private List<String> users(String poolKey) {
    return transactions.read(
        "find users of a retired pool",
        tx ->
            SqlTx.handle(tx)
                .createQuery(
                    """
                    select user_id from pool_user
                    where pool_key = :pool order by user_id limit :limit
                    """)
                .bind("pool", poolKey)
                .bind("limit", batch)
                .mapTo(String.class)
                .list());
  }

  private static void deleteUsers(Tx tx, List<String> users) {
    for (String sql : OWNED) {
      try (PreparedBatch rows = SqlTx.handle(tx).prepareBatch(sql)) {
        users.forEach(user -> rows.bind("user", user).add());
        rows.execute();
      }
    }
  }

  private List<Claim> claims(String poolKey) {
    return transactions.read(
        "find names of a retired pool",
        tx ->
            SqlTx.handle(tx)
                .createQuery(
                    """
                    select kind, value from claim
                    where pool_key = :pool order by kind, value limit :limit
                    """)
                .bind("pool", poolKey)
                .bind("limit", batch)
                .map((rs, _) -> new Claim(rs.getString(1), rs.getString(2)))
                .list());
  }

  private static void deleteClaims(Tx tx, String poolKey, List<Claim> claims) {
    try (PreparedBatch rows =
        SqlTx.handle(tx)
            .prepareBatch(
                """
                delete from claim
                where pool_key = :pool and kind = :kind and value = :value
                """)) {
      for (Claim claim : claims) {
        rows.bind("pool", poolKey).bind("kind", claim.kind()).bind("value", claim.value()).add();
      }
      rows.execute();
    }
  }

  private static void deletePool(Tx tx, String poolKey, boolean settled) {
    for (String sql : CONFIGURED) {
      SqlTx.handle(tx).createUpdate(sql).bind("pool", poolKey).execute();
    }
    if (settled) {
      SqlTx.handle(tx)
          .createUpdate("delete from retired_pool where pool_key = :pool")
          .bind("pool", poolKey)
          .execute();
    }
  }
}
