package dev.poolhouse.sql;

import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/// A filter as a condition on `pool_user`.
///
/// @param condition SQL without anything the caller wrote
/// @param values the values to bind to it
record UserSearch(String condition, Map<String, Object> values) {

  UserSearch {
    values = Map.copyOf(values);
  }

  static UserSearch of(UserFilter filter) {
    return switch (filter) {
      case UserFilter.All _ -> new UserSearch("1 = 1", Map.of());
      case UserFilter.Equal(UserFilter.Field field, String value) ->
          field == UserFilter.Field.STATUS
              ? enabled("Enabled".equals(value), "Disabled".equals(value))
              : new UserSearch(column(field) + " = :value", Map.of("value", value));
      case UserFilter.Prefix(UserFilter.Field field, String value) ->
          field == UserFilter.Field.STATUS
              ? enabled("Enabled".startsWith(value), "Disabled".startsWith(value))
              : range(column(field), value);
    };
  }

  private static UserSearch enabled(boolean whenEnabled, boolean whenDisabled) {
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("first", whenEnabled ? 1L : -1L);
    wanted.put("second", whenDisabled ? 0L : -1L);
    return new UserSearch("enabled in (:first, :second)", wanted);
  }

  /// A prefix as a range, which an index serves whatever the locale.
  private static UserSearch range(String column, String prefix) {
    String from = column + " >= :value";
    return Prefixes.next(prefix)
        .map(
            next ->
                new UserSearch(
                    from + " and " + column + " < :next", Map.of("value", prefix, "next", next)))
        .orElseGet(() -> new UserSearch(from, Map.of("value", prefix)));
  }

  private static String column(UserFilter.Field field) {
    return switch (field) {
      case USERNAME -> "username";
      case EMAIL -> "email_folded";
      case PHONE_NUMBER -> "phone_folded";
      case NAME -> "name_folded";
      case GIVEN_NAME -> "given_name_folded";
      case FAMILY_NAME -> "family_name_folded";
      case PREFERRED_USERNAME -> "preferred_username_folded";
      case USER_STATUS -> "status";
      case STATUS -> "enabled";
      case SUB -> "sub";
    };
  }

  /// Up to `limit` users that match, in the order of their ids.
  List<User> list(Tx tx, PoolKey poolKey, String afterId, int limit) {
    String sql =
        """
        select %s from pool_user
        where pool_key = :poolKey and user_id > :afterId and %s
        order by user_id limit :limit
        """
            .formatted(UserRows.COLUMNS, condition);
    Query query =
        SqlTx.handle(tx)
            .createQuery(sql)
            .bind("poolKey", poolKey.value())
            .bind("afterId", afterId)
            .bind("limit", limit);
    values.forEach(query::bind);
    return query.map((row, _) -> UserRows.user(row, 1)).list();
  }
}
