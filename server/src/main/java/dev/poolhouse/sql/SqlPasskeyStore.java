package dev.poolhouse.sql;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.passkey.Passkey;
import dev.poolhouse.passkey.PasskeyStore;
import dev.poolhouse.passkey.PasskeyUse;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The rows of passkeys and registrations. May be shared.
public final class SqlPasskeyStore implements PasskeyStore {
  private static final String BEGIN =
      """
      insert into passkey_registration (user_id, client_id, challenge, expires_at)
      values (:userId, :clientId, :challenge, :expiresAt)
      on conflict (user_id) do update set client_id = excluded.client_id,
        challenge = excluded.challenge, expires_at = excluded.expires_at
      """;

  private static final String BEGUN =
      "select client_id, challenge, expires_at from passkey_registration where user_id = :userId";

  private static final String COMPLETE =
      """
      delete from passkey_registration
      where user_id = :userId and client_id = :clientId and challenge = :challenge
      """;

  private static final String ADD =
      """
      insert into passkey (user_id, credential_id, rp_id, name, public_key, attestation, sign_count,
        aaguid, attachment, transports, user_verified, backup_eligible, backed_up, created_at)
      select :userId, :credentialId, :rpId, :name, :publicKey, :attestation, :signCount,
        :aaguid, :attachment, :transports, :userVerified, :backupEligible, :backedUp, :createdAt
      where (select count(*) from passkey where user_id = :userId) < :limit
      on conflict (user_id, credential_id) do nothing
      """;

  private static final String COLUMNS =
      """
      user_id, credential_id, rp_id, name, public_key, attestation, sign_count, aaguid, attachment,
      transports, user_verified, backup_eligible, backed_up, created_at, used_at
      """;

  private static final String FIND =
      "select "
          + COLUMNS
          + " from passkey where user_id = :userId and credential_id = :credentialId";

  private static final String LIST =
      "select "
          + COLUMNS
          + """
          from passkey where user_id = :userId and credential_id > :afterId
          order by credential_id limit :limit
          """;

  /// The counter decides: it must rise, unless there is none.
  private static final String USE =
      """
      update passkey set sign_count = :signCount, backed_up = :backedUp, used_at = :now,
        user_verified = case when :userVerified = 1 then 1 else user_verified end
      where user_id = :userId and credential_id = :credentialId
        and (sign_count < :signCount or (sign_count = 0 and :signCount = 0))
      """;

  private static final String DELETE =
      "delete from passkey where user_id = :userId and credential_id = :credentialId";

  @Override
  public void begin(Tx tx, UserId userId, Registration registration) {
    SqlTx.handle(tx)
        .createUpdate(BEGIN)
        .bind("userId", userId.value())
        .bind("clientId", registration.clientId().value())
        .bind("challenge", registration.challenge())
        .bind("expiresAt", registration.expiresAt().toEpochMilli())
        .execute();
  }

  @Override
  public Optional<Registration> begun(Tx tx, UserId userId) {
    return SqlTx.handle(tx)
        .createQuery(BEGUN)
        .bind("userId", userId.value())
        .map(
            (row, _) ->
                new Registration(
                    new ClientId(row.getString("client_id")),
                    row.getBytes("challenge"),
                    Instant.ofEpochMilli(row.getLong("expires_at"))))
        .findOne();
  }

  @Override
  public boolean complete(Tx tx, UserId userId, Registration registration) {
    return SqlTx.handle(tx)
            .createUpdate(COMPLETE)
            .bind("userId", userId.value())
            .bind("clientId", registration.clientId().value())
            .bind("challenge", registration.challenge())
            .execute()
        == 1;
  }

  @Override
  public Added add(Tx tx, Passkey passkey, int limit) {
    int added =
        SqlTx.handle(tx)
            .createUpdate(ADD)
            .bind("userId", passkey.userId().value())
            .bind("credentialId", passkey.credentialId())
            .bind("rpId", passkey.relyingPartyId())
            .bind("name", passkey.name())
            .bind("publicKey", passkey.publicKey())
            .bind("attestation", passkey.attestation())
            .bind("signCount", passkey.signCount())
            .bind("aaguid", passkey.aaguid())
            .bind("attachment", passkey.attachment())
            .bind("transports", String.join(",", passkey.transports()))
            .bind("userVerified", number(passkey.userVerified()))
            .bind("backupEligible", number(passkey.backupEligible()))
            .bind("backedUp", number(passkey.backedUp()))
            .bind("createdAt", passkey.createdAt().toEpochMilli())
            .bind("limit", limit)
            .execute();
    if (added == 1) {
      return Added.STORED;
    }
    return find(tx, passkey.userId(), passkey.credentialId()).isPresent()
        ? Added.KNOWN
        : Added.FULL;
  }

  @Override
  public Optional<Passkey> find(Tx tx, UserId userId, String credentialId) {
    return SqlTx.handle(tx)
        .createQuery(FIND)
        .bind("userId", userId.value())
        .bind("credentialId", credentialId)
        .map((row, _) -> passkey(row))
        .findOne();
  }

  @Override
  public List<Passkey> list(Tx tx, UserId userId, String afterId, int limit) {
    return SqlTx.handle(tx)
        .createQuery(LIST)
        .bind("userId", userId.value())
        .bind("afterId", afterId)
        .bind("limit", limit)
        .map((row, _) -> passkey(row))
        .list();
  }

  @Override
  public boolean use(Tx tx, PasskeyUse use, Instant now) {
    return SqlTx.handle(tx)
            .createUpdate(USE)
            .bind("userId", use.userId().value())
            .bind("credentialId", use.credentialId())
            .bind("signCount", use.signCount())
            .bind("backedUp", number(use.backedUp()))
            .bind("userVerified", number(use.userVerified()))
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  @Override
  public boolean delete(Tx tx, UserId userId, String credentialId) {
    return SqlTx.handle(tx)
            .createUpdate(DELETE)
            .bind("userId", userId.value())
            .bind("credentialId", credentialId)
            .execute()
        == 1;
  }

  private static long number(boolean flag) {
    return flag ? 1 : 0;
  }

  private static Passkey passkey(ResultSet row) throws SQLException {
    String transports = row.getString("transports");
    long usedAt = row.getLong("used_at");
    return new Passkey(
        new UserId(row.getString("user_id")),
        row.getString("credential_id"),
        row.getString("rp_id"),
        row.getString("name"),
        row.getBytes("public_key"),
        row.getBytes("attestation"),
        row.getLong("sign_count"),
        row.getString("aaguid"),
        Optional.ofNullable(row.getString("attachment")),
        transports.isEmpty() ? List.of() : Arrays.asList(transports.split(",", -1)),
        row.getLong("user_verified") == 1,
        row.getLong("backup_eligible") == 1,
        row.getLong("backed_up") == 1,
        Instant.ofEpochMilli(row.getLong("created_at")),
        usedAt == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(usedAt)));
  }
}
