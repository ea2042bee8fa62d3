package dev.poolhouse.sql;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.store.Tx;
import dev.poolhouse.token.Authentication;
import dev.poolhouse.token.FamilyStore;
import dev.poolhouse.token.RefreshFamily;
import dev.poolhouse.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// The rows of refresh-token families. May be shared.
public final class SqlFamilyStore implements FamilyStore {
  private static final String INSERT =
      """
      insert into refresh_family (user_id, family_id, client_id, auth_time, event_id, scope, generation,
        previous_until, device_key, amr, acr, created_at, expires_at, revoked_at)
      values (:user, :family, :client, :authTime, :event, :scope, :generation, :previousUntil, :device,
        :amr, :acr, :created, :expires, null)
      """;

  private static final String FIND =
      """
      select user_id, family_id, client_id, auth_time, event_id, scope, generation, previous_until,
        device_key, amr, acr, created_at, expires_at, revoked_at
      from refresh_family where user_id = :user and family_id = :family
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

  @Override
  public void insert(Tx tx, RefreshFamily family) {
    SqlTx.handle(tx)
        .createUpdate(INSERT)
        .bind("user", family.userId().value())
        .bind("family", family.id())
        .bind("client", family.clientId().value())
        .bind("authTime", family.authTime().toEpochMilli())
        .bind("event", family.eventId())
        .bind("scope", family.scope())
        .bind("generation", family.generation())
        .bind("previousUntil", family.previousUntil().toEpochMilli())
        .bind("device", family.deviceKey())
        .bind("amr", String.join(" ", family.authentication().amr()))
        .bind("acr", family.authentication().acr())
        .bind("created", family.createdAt().toEpochMilli())
        .bind("expires", family.expiresAt().toEpochMilli())
        .execute();
  }

  @Override
  public Optional<RefreshFamily> find(Tx tx, UserId userId, String familyId) {
    return SqlTx.handle(tx)
        .createQuery(FIND)
        .bind("user", userId.value())
        .bind("family", familyId)
        .map((row, _) -> family(row))
        .findOne();
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

  private static RefreshFamily family(ResultSet row) throws SQLException {
    long revokedAt = row.getLong("revoked_at");
    boolean alive = row.wasNull();
    return new RefreshFamily(
        new UserId(row.getString("user_id")),
        row.getString("family_id"),
        new ClientId(row.getString("client_id")),
        Instant.ofEpochMilli(row.getLong("auth_time")),
        row.getString("event_id"),
        row.getString("scope"),
        row.getLong("generation"),
        Instant.ofEpochMilli(row.getLong("previous_until")),
        Optional.ofNullable(row.getString("device_key")),
        Authentication.of(row.getString("amr"), Optional.ofNullable(row.getString("acr"))),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("expires_at")),
        alive ? Optional.empty() : Optional.of(Instant.ofEpochMilli(revokedAt)));
  }
}
