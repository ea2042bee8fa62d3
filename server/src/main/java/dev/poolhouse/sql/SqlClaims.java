package dev.poolhouse.sql;

import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.Claim;
import dev.poolhouse.user.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The rows of names. May be shared.
final class SqlClaims {
  private static final int MOST = Claim.Kind.values().length;

  /// For each number of names, from none on. SQLite looks up one name after the other in the
  /// primary key this way, and reads all names of the pool for conditions joined by `or` (among
  /// 10,000 users, on a busy machine: 0.06 ms against 130 ms).
  private static final List<String> HOLDERS =
      IntStream.rangeClosed(0, MOST)
          .mapToObj(
              names ->
                  IntStream.range(0, names)
                      .mapToObj(
                          rank ->
                              "select user_id, "
                                  + rank
                                  + " from claim where pool_key = ? and kind = ? and value = ?")
                      .collect(Collectors.joining(" union all ")))
          .toList();

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
    Object[] values = new Object[3 * wanted.size()];
    int filled = 0;
    for (Claim claim : wanted) {
      values[filled++] = poolKey.value();
      values[filled++] = claim.kind().name();
      values[filled++] = claim.value();
    }
    return SqlTx.direct(tx)
        .query(
            row -> new Holder(new UserId(DirectSql.text(row, 1)), row.getInt(2)),
            HOLDERS.get(wanted.size()),
            values)
        .stream()
        .min(Comparator.comparingInt(Holder::rank))
        .map(Holder::id);
  }

  /// @param rank which of the names points to the user, counted from 0
  private record Holder(UserId id, int rank) {}

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
