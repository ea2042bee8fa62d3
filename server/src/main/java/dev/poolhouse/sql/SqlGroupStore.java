package dev.poolhouse.sql;

import dev.poolhouse.group.Group;
import dev.poolhouse.group.GroupStore;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// Groups in the table `user_group`, memberships in `group_member`. May be shared.
///
/// A membership counts only if it is not older than the group of its name: one that was added while
/// the group was being deleted does not come back with a new group of that name.
public final class SqlGroupStore implements GroupStore {

  /// The columns that [#group] reads, in its order.
  static final String COLUMNS =
      "pool_key, group_name, description, role_arn, precedence, created_at, modified_at";

  /// Adds the groups of a user, one in a row, to a query of that user, whom it calls `u`; the query
  /// calls them `g`.
  static final String OF_USER =
      """
      left join group_member m on m.user_id = u.user_id and m.pool_key = u.pool_key
      left join user_group g on g.pool_key = m.pool_key and g.group_name = m.group_name
        and g.created_at <= m.added_at
      """;

  /// Puts them in order, the strongest first.
  static final String STRONGEST_FIRST =
      """
      order by case when g.precedence is null then 1 else 0 end, g.precedence, g.group_name
      """;

  @Override
  public boolean insert(Tx tx, Group group) {
    Handle handle = SqlTx.handle(tx);
    return takeTurn(handle, group.poolKey())
        && bindGroup(
                    handle.createUpdate(
                        """
                        insert into user_group
                          (pool_key, group_name, description, role_arn, precedence,
                           created_at, modified_at)
                        values (:poolKey, :name, :description, :roleArn, :precedence,
                          :createdAt, :modifiedAt)
                        on conflict do nothing
                        """),
                    group)
                .bind("createdAt", group.createdAt().toEpochMilli())
                .execute()
            == 1;
  }

  /// Locks the pool's row, so that new groups are counted one after the other.
  private static boolean takeTurn(Handle handle, PoolKey poolKey) {
    return handle
            .createUpdate("update pool set version = version where pool_key = :poolKey")
            .bind("poolKey", poolKey.value())
            .execute()
        == 1;
  }

  @Override
  public Optional<Group> find(Tx tx, PoolKey poolKey, String name) {
    return SqlTx.handle(tx)
        .createQuery(
            """
            select pool_key, group_name, description, role_arn, precedence,
              created_at, modified_at
            from user_group where pool_key = :poolKey and group_name = :name
            """)
        .bind("poolKey", poolKey.value())
        .bind("name", name)
        .map((row, _) -> group(row, 1))
        .findOne();
  }

  @Override
  public boolean update(Tx tx, Group group) {
    return bindGroup(
                SqlTx.handle(tx)
                    .createUpdate(
                        """
                        update user_group
                        set description = :description, role_arn = :roleArn,
                          precedence = :precedence, modified_at = :modifiedAt
                        where pool_key = :poolKey and group_name = :name
                        """),
                group)
            .execute()
        == 1;
  }

  private static <S extends SqlStatement<S>> S bindGroup(S statement, Group group) {
    return statement
        .bind("poolKey", group.poolKey().value())
        .bind("name", group.name())
        .bind("description", group.description())
        .bind("roleArn", group.roleArn())
        .bind("precedence", group.precedence())
        .bind("modifiedAt", group.modifiedAt().toEpochMilli());
  }

  @Override
  public boolean delete(Tx tx, PoolKey poolKey, String name) {
    Handle handle = SqlTx.handle(tx);
    boolean deleted =
        handle
                .createUpdate(
                    "delete from user_group where pool_key = :poolKey and group_name = :name")
                .bind("poolKey", poolKey.value())
                .bind("name", name)
                .execute()
            == 1;
    handle
        .createUpdate("delete from group_member where pool_key = :poolKey and group_name = :name")
        .bind("poolKey", poolKey.value())
        .bind("name", name)
        .execute();
    return deleted;
  }

  @Override
  public List<Group> list(Tx tx, PoolKey poolKey, String afterName, int limit) {
    return SqlTx.handle(tx)
        .createQuery(
            """
            select pool_key, group_name, description, role_arn, precedence,
              created_at, modified_at
            from user_group where pool_key = :poolKey and group_name > :afterName
            order by group_name limit :limit
            """)
        .bind("poolKey", poolKey.value())
        .bind("afterName", afterName)
        .bind("limit", limit)
        .map((row, _) -> group(row, 1))
        .list();
  }

  @Override
  public long count(Tx tx, PoolKey poolKey) {
    return SqlTx.handle(tx)
        .createQuery("select count(*) from user_group where pool_key = :poolKey")
        .bind("poolKey", poolKey.value())
        .mapTo(Long.class)
        .one();
  }

  @Override
  public boolean addMember(Tx tx, PoolKey poolKey, String name, UserId userId, Instant now) {
    Handle handle = SqlTx.handle(tx);
    return takeTurn(handle, userId)
        && handle
                .createUpdate(
                    """
                    insert into group_member (user_id, pool_key, group_name, added_at)
                    select :userId, pool_key, group_name,
                      case when created_at > :now then created_at else :now end
                    from user_group where pool_key = :poolKey and group_name = :name
                    on conflict (user_id, group_name)
                      do update set added_at = excluded.added_at
                    """)
                .bind("userId", userId.value())
                .bind("poolKey", poolKey.value())
                .bind("name", name)
                .bind("now", now.toEpochMilli())
                .execute()
            == 1;
  }

  /// Locks the user's row, so that the user's memberships are counted one after the other. False
  /// when the user is gone.
  private static boolean takeTurn(Handle handle, UserId userId) {
    return handle
            .createUpdate("update pool_user set version = version where user_id = :userId")
            .bind("userId", userId.value())
            .execute()
        == 1;
  }

  @Override
  public void removeMember(Tx tx, PoolKey poolKey, String name, UserId userId) {
    SqlTx.handle(tx)
        .createUpdate(
            """
            delete from group_member
            where user_id = :userId and group_name = :name and pool_key = :poolKey
            """)
        .bind("userId", userId.value())
        .bind("name", name)
        .bind("poolKey", poolKey.value())
        .execute();
  }

  @Override
  public List<Group> groupsOf(Tx tx, PoolKey poolKey, UserId userId) {
    return SqlTx.handle(tx)
        .createQuery(
            """
            select g.pool_key, g.group_name, g.description, g.role_arn, g.precedence,
              g.created_at, g.modified_at
            from group_member m
              join user_group g on g.pool_key = m.pool_key and g.group_name = m.group_name
            where m.user_id = :userId and m.pool_key = :poolKey and m.added_at >= g.created_at
            order by case when g.precedence is null then 1 else 0 end, g.precedence, g.group_name
            """)
        .bind("userId", userId.value())
        .bind("poolKey", poolKey.value())
        .map((row, _) -> group(row, 1))
        .list();
  }

  @Override
  public List<User> members(Tx tx, PoolKey poolKey, String name, String afterId, int limit) {
    return SqlTx.handle(tx)
        .createQuery(
            "select "
                + UserRows.COLUMNS
                + """
                from pool_user where user_id in (
                  select m.user_id
                  from group_member m
                    join user_group g on g.pool_key = m.pool_key and g.group_name = m.group_name
                  where m.pool_key = :poolKey and m.group_name = :name and m.user_id > :afterId
                    and m.added_at >= g.created_at
                  order by m.user_id limit :limit)
                order by user_id
                """)
        .bind("poolKey", poolKey.value())
        .bind("name", name)
        .bind("afterId", afterId)
        .bind("limit", limit)
        .map((row, _) -> UserRows.user(row, 1))
        .list();
  }

  /// The group in the current row.
  ///
  /// @param first number of the first of [#COLUMNS] in it
  static Group group(ResultSet row, int first) throws SQLException {
    int column = first;
    return new Group(
        new PoolKey(DirectSql.text(row, column++)),
        DirectSql.text(row, column++),
        DirectSql.optionalText(row, column++),
        DirectSql.optionalText(row, column++),
        precedence(row, column++),
        Instant.ofEpochMilli(row.getLong(column++)),
        Instant.ofEpochMilli(row.getLong(column)));
  }

  private static Optional<Integer> precedence(ResultSet row, int column) throws SQLException {
    int precedence = row.getInt(column);
    return row.wasNull() ? Optional.empty() : Optional.of(precedence);
  }

  /// The groups in the rows of a query with [#OF_USER].
  ///
  /// @param first number of the first of [#COLUMNS] in a row
  static Optional<Group> ofUser(ResultSet row, int first) throws SQLException {
    return DirectSql.optionalText(row, first).isEmpty()
        ? Optional.empty()
        : Optional.of(group(row, first));
  }
}
