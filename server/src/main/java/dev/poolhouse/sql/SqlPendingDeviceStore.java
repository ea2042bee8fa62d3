package dev.poolhouse.sql;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.device.PendingDevice;
import dev.poolhouse.device.PendingDeviceStore;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.Optional;

/// The rows of sign-ins that wait for a device's proof. May be shared.
public final class SqlPendingDeviceStore implements PendingDeviceStore {
  private static final String PUT =
      """
      insert into pending_device (user_id, client_id, device_key, session_id, session, expires_at)
      values (:user, :client, :device, :sessionId, :session, :expires)
      on conflict (user_id, client_id, device_key) do update set
        session_id = excluded.session_id, session = excluded.session,
        expires_at = excluded.expires_at
      """;

  private static final String FIND =
      """
      select session_id, session, expires_at from pending_device
      where user_id = :user and client_id = :client and device_key = :device
      """;

  private static final String CONSUME =
      """
      delete from pending_device
      where user_id = :user and client_id = :client and device_key = :device
        and session_id = :sessionId
      """;

  @Override
  public void put(Tx tx, PendingDevice pending) {
    SqlTx.handle(tx)
        .createUpdate(PUT)
        .bind("user", pending.userId().value())
        .bind("client", pending.clientId().value())
        .bind("device", pending.deviceKey())
        .bind("sessionId", pending.sessionId())
        .bind("session", pending.session())
        .bind("expires", pending.expiresAt().toEpochMilli())
        .execute();
  }

  @Override
  public Optional<PendingDevice> find(Tx tx, UserId userId, ClientId clientId, String deviceKey) {
    return SqlTx.handle(tx)
        .createQuery(FIND)
        .bind("user", userId.value())
        .bind("client", clientId.value())
        .bind("device", deviceKey)
        .map(
            (row, _) ->
                new PendingDevice(
                    userId,
                    clientId,
                    deviceKey,
                    row.getString("session_id"),
                    row.getString("session"),
                    Instant.ofEpochMilli(row.getLong("expires_at"))))
        .findOne();
  }

  @Override
  public boolean consume(
      Tx tx, UserId userId, ClientId clientId, String deviceKey, String sessionId) {
    return SqlTx.handle(tx)
            .createUpdate(CONSUME)
            .bind("user", userId.value())
            .bind("client", clientId.value())
            .bind("device", deviceKey)
            .bind("sessionId", sessionId)
            .execute()
        == 1;
  }
}
