package dev.poolhouse.sql;

import dev.poolhouse.group.Group;
import dev.poolhouse.signin.SignInStore;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// The statements of sign-ins, each for one user, so that one shard answers it. May be shared.
public final class SqlSignInStore implements SignInStore {
  private static final String FIND =
      "select "
          + String.join(
              ", ",
              UserRows.columns("u"),
              UserRows.columns("c", SqlCredentialStore.COLUMNS),
              UserRows.columns("g", SqlGroupStore.COLUMNS))
          + " from pool_user u left join password_credential c on c.user_id = u.user_id "
          + SqlGroupStore.OF_USER
          + " where u.user_id = ? "
          + SqlGroupStore.STRONGEST_FIRST;

  private static final String STATE =
      "select version, enabled, status from pool_user where user_id = ?";

  @Override
  public Found find(Tx tx, UserId id, Instant now) {
    DirectSql.Query<Row> rows = new DirectSql.Query<>(SqlSignInStore::row, FIND, id.value());
    DirectSql.Query<Long> locks = locks(id, now);
    SqlTx.direct(tx).together(rows, locks);
    Optional<Row> first = rows.rows().stream().findFirst();
    return new Found(
        first.map(Row::user),
        first.flatMap(Row::credential),
        rows.rows().stream().flatMap(row -> row.group().stream()).toList(),
        !locks.rows().isEmpty());
  }

  /// A user with one of the user's groups.
  private record Row(User user, Optional<Credential> credential, Optional<Group> group) {}

  private static Row row(ResultSet row) throws SQLException {
    int credential = 1 + UserRows.WIDTH;
    return new Row(
        UserRows.user(row, 1),
        DirectSql.optionalText(row, credential).isEmpty()
            ? Optional.empty()
            : Optional.of(SqlCredentialStore.credential(row, credential)),
        SqlGroupStore.ofUser(row, credential + SqlCredentialStore.WIDTH));
  }

  @Override
  public Standing advance(Tx tx, Step step) {
    UserId id = step.user();
    List<DirectSql.Part> parts = new ArrayList<>();
    Optional<DirectSql.Update> stored =
        step.family().map(family -> SqlFamilyStore.insertion(family, step));
    stored.ifPresent(parts::add);
    if (step.passwordProven()) {
      parts.add(
          new DirectSql.Update(SqlLockoutStore.SUCCEED, id.value(), step.now().toEpochMilli()));
    }
    DirectSql.Query<Long> locks = locks(id, step.now());
    DirectSql.Query<Long> clients =
        new DirectSql.Query<>(
            row -> row.getLong(1),
            SqlClientStore.EXISTS,
            step.client().poolKey().value(),
            step.client().id().value());
    DirectSql.Query<UserState> users =
        new DirectSql.Query<>(SqlSignInStore::state, STATE, id.value());
    parts.addAll(List.of(locks, clients, users));
    SqlTx.direct(tx).together(parts.toArray(DirectSql.Part[]::new));
    return new Standing(
        !clients.rows().isEmpty(),
        !locks.rows().isEmpty(),
        users.rows().stream().findFirst(),
        stored.filter(family -> family.changed() == 1).isPresent());
  }

  private static DirectSql.Query<Long> locks(UserId id, Instant now) {
    return new DirectSql.Query<>(
        row -> row.getLong(1), SqlLockoutStore.LOCKED, id.value(), now.toEpochMilli());
  }

  private static UserState state(ResultSet row) throws SQLException {
    return new UserState(
        row.getLong(1), row.getLong(2) == 1, UserStatusType.fromValue(DirectSql.text(row, 3)));
  }
}
