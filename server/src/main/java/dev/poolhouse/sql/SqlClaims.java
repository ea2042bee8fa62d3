package dev.poolhouse.sql;

import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.Claim;
import dev.poolhouse.user.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/// The rows of names. May be shared.
final class SqlClaims {
  /// As many names as one typed text can be: one of each kind.
  private static final int MOST = Claim.Kind.values().length;

  /// Each kind with each value, which may find more than was asked for: SQLite looks pairs up one
  /// by one in the primary key this way, and reads all names of the pool for pairs joined by `or`
  /// (among 10,000 users, on a busy machine: 0.06 ms against 130 ms).
  private static final String HOLDERS =
      """
      select kind, value, user_id from claim where pool_key = :poolKey
        and kind in (:kind0, :kind1, :kind2, :kind3, :kind4)
        and value in (:value0, :value1, :value2, :value3, :value4)
      """;

  /// Changes one row when the name is free or this user's already, none when another holds it.
  private static final String TAKE =
      """
      insert into claim (pool_key, kind, value, user_id) values (:poolKey, :kind, :value, :userId)
      on conflict (pool_key, kind, value) do update set user_id = excluded.user_id
        where claim.user_id = excluded.user_id
      """;

  private static final String RELEASE =
      """
      delete from claim
      where pool_key = :poolKey and kind = :kind and value = :value and user_id = :userId
      """;

  private static final String RELEASE_ALL =
      "delete from claim where pool_key = :poolKey and user_id = :userId";

  private static final String OF_USER =
      """
      select kind, value from claim where pool_key = :poolKey and user_id = :userId
      order by kind, value
      """;

  /// The user that the first of `asked` points to which points anywhere.
  ///
  /// @param asked at most one of each kind
  Optional<UserId> holder(Tx tx, PoolKey poolKey, List<Claim> asked) {
    // PostgreSQL stores no zero character, so nobody holds such a name, and asking would fail
    List<Claim> wanted = asked.stream().filter(claim -> claim.value().indexOf('\0') < 0).toList();
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    if (wanted.size() > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " names");
    }
    Query query = SqlTx.handle(tx).createQuery(HOLDERS).bind("poolKey", poolKey.value());
    for (int i = 0; i < MOST; i++) {
      Claim claim = wanted.get(Math.min(i, wanted.size() - 1));
      query.bind("kind" + i, claim.kind().name()).bind("value" + i, claim.value());
    }
    Map<Claim, UserId> holders = new HashMap<>();
    query
        .map(
            (row, _) ->
                Map.entry(
                    new Claim(Claim.Kind.valueOf(row.getString("kind")), row.getString("value")),
                    new UserId(row.getString("user_id"))))
        .forEach(found -> holders.put(found.getKey(), found.getValue()));
    return wanted.stream().filter(holders::containsKey).findFirst().map(holders::get);
  }

  /// Whether the name is now the user's.
  boolean take(Tx tx, PoolKey poolKey, UserId id, Claim claim) {
    return SqlTx.handle(tx)
            .createUpdate(TAKE)
            .bind("poolKey", poolKey.value())
            .bind("kind", claim.kind().name())
            .bind("value", claim.value())
            .bind("userId", id.value())
            .execute()
        == 1;
  }

  void release(Tx tx, PoolKey poolKey, UserId id, Claim claim) {
    SqlTx.handle(tx)
        .createUpdate(RELEASE)
        .bind("poolKey", poolKey.value())
        .bind("kind", claim.kind().name())
        .bind("value", claim.value())
        .bind("userId", id.value())
        .execute();
  }

  void releaseAll(Tx tx, PoolKey poolKey, UserId id) {
    SqlTx.handle(tx)
        .createUpdate(RELEASE_ALL)
        .bind("poolKey", poolKey.value())
        .bind("userId", id.value())
        .execute();
  }

  List<Claim> of(Tx tx, PoolKey poolKey, UserId id) {
    return SqlTx.handle(tx)
        .createQuery(OF_USER)
        .bind("poolKey", poolKey.value())
        .bind("userId", id.value())
        .map(
            (row, _) ->
                new Claim(Claim.Kind.valueOf(row.getString("kind")), row.getString("value")))
        .list();
  }
}
