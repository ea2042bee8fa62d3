package dev.poolhouse.sql;

import dev.poolhouse.client.Client;
import dev.poolhouse.client.ClientId;
import dev.poolhouse.group.Group;
import dev.poolhouse.signin.SignInStore;
import dev.poolhouse.store.Tx;
import dev.poolhouse.token.Authentication;
import dev.poolhouse.token.FamilyStore;
import dev.poolhouse.token.RefreshFamily;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// The rows of refresh-token families. May be shared.
public final class SqlFamilyStore implements FamilyStore {
  /// Stores nothing where the user may not sign in any more, the client is gone, or the user is
  /// locked at the moment of the last value.
  private static final String INSERT_IF_STANDING =
      """
      insert into refresh_family (user_id, family_id, client_id, auth_time, event_id, scope,
        generation, previous_until, device_key, amr, acr, created_at, expires_at, revoked_at)
      select u.user_id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(null as bigint)
      from pool_user u
      where u.user_id = ? and u.enabled = 1 and u.status = ?
        and exists (%s) and not exists (%s)
      """
          .formatted(SqlClientStore.EXISTS, SqlLockoutStore.LOCKED);

  /// The columns that [#family] reads, in its order.
  private static final String COLUMNS =
      """
      user_id, family_id, client_id, auth_time, event_id, scope, generation, previous_until,
      device_key, amr, acr, created_at, expires_at, revoked_at
      """;

  private static final int WIDTH = 14;

  private static final String FIND =
      "select " + COLUMNS + " from refresh_family where user_id = ? and family_id = ?";

  private static final String FIND_OWNED =
      "select "
          + String.join(
              ", ",
              UserRows.columns("f", COLUMNS),
              UserRows.columns("u"),
              UserRows.columns("g", SqlGroupStore.COLUMNS))
          + " from refresh_family f left join pool_user u on u.user_id = f.user_id "
          + SqlGroupStore.OF_USER
          + " where f.user_id = ? and f.family_id = ? "
          + SqlGroupStore.STRONGEST_FIRST;

  /// The columns that [#bearer] reads. Every kept sign-in has the first.
  private static final String SIGN_IN_COLUMNS = "created_at, auth_time, amr, acr, revoked_at";

  private static final String FIND_BEARER =
      "select "
          + UserRows.columns("u")
          + ", "
          + UserRows.columns("f", SIGN_IN_COLUMNS)
          + """
           from pool_user u left join refresh_family f on f.user_id = u.user_id and f.family_id = ?
          where u.user_id = ?
          """;

  private static final String ROTATE =
      """
      update refresh_family set generation = generation + 1, previous_until = :previousUntil
      where user_id = :user and family_id = :family and generation = :generation and revoked_at is null
      """;

  private static final String REVOKE =
      """
      update refresh_family set revoked_at = :now
      where user_id = :user and family_id = :family and revoked_at is null
      """;

  private static final String REVOKE_REUSED =
      """
      update refresh_family set revoked_at = :now
      where user_id = :user and family_id = :family and revoked_at is null
        and generation <> :generation
        and not (generation = :generation + 1 and previous_until > :now)
      """;

  /// The statement that stores the family of a sign-in, unless the state of user or client forbids
  /// it by now.
  static DirectSql.Update insertion(RefreshFamily family, SignInStore.Step step) {
    return new DirectSql.Update(
        INSERT_IF_STANDING,
        family.id(),
        family.clientId().value(),
        family.authTime().toEpochMilli(),
        family.eventId(),
        family.scope(),
        family.generation(),
        family.previousUntil().toEpochMilli(),
        family.deviceKey(),
        String.join(" ", family.authentication().amr()),
        family.authentication().acr(),
        family.createdAt().toEpochMilli(),
        family.expiresAt().toEpochMilli(),
        step.user().value(),
        step.status().toString(),
        step.client().poolKey().value(),
        step.client().id().value(),
        step.user().value(),
        step.passwordProven() ? step.now().toEpochMilli() : Long.MAX_VALUE);
  }

  @Override
  public Optional<RefreshFamily> find(Tx tx, UserId userId, String familyId) {
    return SqlTx.direct(tx).query(row -> family(row, 1), FIND, userId.value(), familyId).stream()
        .findFirst();
  }

  @Override
  public Optional<Owned> findOwned(Tx tx, UserId userId, String familyId, Client client) {
    DirectSql.Query<Owner> rows =
        new DirectSql.Query<>(SqlFamilyStore::owner, FIND_OWNED, userId.value(), familyId);
    DirectSql.Query<Long> clients =
        new DirectSql.Query<>(
            row -> row.getLong(1),
            SqlClientStore.EXISTS,
            client.poolKey().value(),
            client.id().value());
    SqlTx.direct(tx).together(rows, clients);
    return rows.rows().stream()
        .findFirst()
        .map(
            row ->
                new Owned(
                    row.family(),
                    row.user(),
                    rows.rows().stream().flatMap(each -> each.group().stream()).toList(),
                    !clients.rows().isEmpty()));
  }

  /// A row of a family, with its user and one of the user's groups.
  private record Owner(RefreshFamily family, Optional<User> user, Optional<Group> group) {}

  private static Owner owner(ResultSet row) throws SQLException {
    int user = 1 + WIDTH;
    return new Owner(
        family(row, 1),
        DirectSql.optionalText(row, user).isEmpty()
            ? Optional.empty()
            : Optional.of(UserRows.user(row, user)),
        SqlGroupStore.ofUser(row, user + UserRows.WIDTH));
  }

  @Override
  public Optional<Bearer> findBearer(Tx tx, UserId userId, String familyId) {
    return SqlTx.direct(tx)
        .query(SqlFamilyStore::bearer, FIND_BEARER, familyId, userId.value())
        .stream()
        .findFirst();
  }

  private static Bearer bearer(ResultSet row) throws SQLException {
    int first = 1 + UserRows.WIDTH;
    Optional<Instant> createdAt = moment(row, first);
    return new Bearer(
        UserRows.user(row, 1),
        createdAt.isPresent()
            ? Optional.of(signIn(row, createdAt.get(), first + 1))
            : Optional.empty());
  }

  private static SignIn signIn(ResultSet row, Instant createdAt, int second) throws SQLException {
    return new SignIn(
        Instant.ofEpochMilli(row.getLong(second)),
        Authentication.of(DirectSql.text(row, second + 1), DirectSql.optionalText(row, second + 2)),
        createdAt,
        moment(row, second + 3));
  }

  @Override
  public boolean rotate(
      Tx tx, UserId userId, String familyId, long generation, Instant previousUntil) {
    return SqlTx.handle(tx)
            .createUpdate(ROTATE)
            .bind("user", userId.value())
            .bind("family", familyId)
            .bind("generation", generation)
            .bind("previousUntil", previousUntil.toEpochMilli())
            .execute()
        == 1;
  }

  @Override
  public boolean revoke(Tx tx, UserId userId, String familyId, Instant now) {
    return SqlTx.handle(tx)
            .createUpdate(REVOKE)
            .bind("user", userId.value())
            .bind("family", familyId)
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  @Override
  public boolean revokeReused(Tx tx, UserId userId, String familyId, long generation, Instant now) {
    return SqlTx.handle(tx)
            .createUpdate(REVOKE_REUSED)
            .bind("user", userId.value())
            .bind("family", familyId)
            .bind("generation", generation)
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  private static RefreshFamily family(ResultSet row, int first) throws SQLException {
    int column = first;
    return new RefreshFamily(
        new UserId(DirectSql.text(row, column++)),
        DirectSql.text(row, column++),
        new ClientId(DirectSql.text(row, column++)),
        Instant.ofEpochMilli(row.getLong(column++)),
        DirectSql.text(row, column++),
        DirectSql.text(row, column++),
        row.getLong(column++),
        Instant.ofEpochMilli(row.getLong(column++)),
        DirectSql.optionalText(row, column++),
        Authentication.of(DirectSql.text(row, column++), DirectSql.optionalText(row, column++)),
        Instant.ofEpochMilli(row.getLong(column++)),
        Instant.ofEpochMilli(row.getLong(column++)),
        moment(row, column));
  }

  private static Optional<Instant> moment(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
