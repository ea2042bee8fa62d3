package dev.poolhouse.sql;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.device.Device;
import dev.poolhouse.device.DeviceStore;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rows of devices. May be shared.
public final class SqlDeviceStore implements DeviceStore {
  private static final String INSERT =
      """
      insert into device (user_id, device_key, group_key, name, verifier, remembered, last_ip,
        created_at, modified_at, authenticated_at)
      values (:user, :device, :groupKey, :name, :verifier, :remembered, :address,
        :created, :modified, :authenticated)
      on conflict do nothing
      """;

  private static final String FIND =
      """
      select user_id, device_key, group_key, name, verifier, remembered, last_ip, created_at,
        modified_at, authenticated_at
      from device where user_id = :user and device_key = :device
      """;

  private static final String LIST =
      """
      select user_id, device_key, group_key, name, verifier, remembered, last_ip, created_at,
        modified_at, authenticated_at
      from device where user_id = :user and device_key > :after and remembered >= :least
      order by device_key limit :limit
      """;

  private static final String REMEMBER =
      """
      update device set remembered = :remembered, modified_at = :now
      where user_id = :user and device_key = :device
      """;

  private static final String USED =
      """
      update device set authenticated_at = :now, last_ip = :address
      where user_id = :user and device_key = :device and remembered >= :least
      """;

  private static final String DELETE =
      "delete from device where user_id = :user and device_key = :device";

  @Override
  public boolean insert(Tx tx, Device device) {
    return SqlTx.handle(tx)
            .createUpdate(INSERT)
            .bind("user", device.userId().value())
            .bind("device", device.key())
            .bind("groupKey", device.groupKey())
            .bind("name", device.name())
            .bind("verifier", device.verifier().bytes())
            .bind("remembered", number(device.remembered()))
            .bind("address", device.lastIp())
            .bind("created", device.createdAt().toEpochMilli())
            .bind("modified", device.modifiedAt().toEpochMilli())
            .bind("authenticated", device.authenticatedAt().toEpochMilli())
            .execute()
        == 1;
  }

  @Override
  public Optional<Device> find(Tx tx, UserId userId, String key) {
    return SqlTx.handle(tx)
        .createQuery(FIND)
        .bind("user", userId.value())
        .bind("device", key)
        .map((row, _) -> device(row))
        .findOne();
  }

  @Override
  public boolean confirmed(Tx tx, UserId userId, String deviceKey) {
    return find(tx, userId, deviceKey).isPresent();
  }

  @Override
  public List<Device> list(Tx tx, UserId userId, Kept kept, String afterKey, int limit) {
    return SqlTx.handle(tx)
        .createQuery(LIST)
        .bind("user", userId.value())
        .bind("after", afterKey)
        .bind("least", number(kept == Kept.REMEMBERED))
        .bind("limit", limit)
        .map((row, _) -> device(row))
        .list();
  }

  @Override
  public boolean remember(Tx tx, UserId userId, String key, boolean remembered, Instant now) {
    return SqlTx.handle(tx)
            .createUpdate(REMEMBER)
            .bind("user", userId.value())
            .bind("device", key)
            .bind("remembered", number(remembered))
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  @Override
  public boolean used(Tx tx, UserId userId, String key, String address, Instant now) {
    return used(tx, userId, key, address, now, number(false));
  }

  @Override
  public boolean proven(Tx tx, UserId userId, String key, String address, Instant now) {
    return used(tx, userId, key, address, now, number(true));
  }

  private static boolean used(
      Tx tx, UserId userId, String key, String address, Instant now, long least) {
    return SqlTx.handle(tx)
            .createUpdate(USED)
            .bind("user", userId.value())
            .bind("device", key)
            .bind("address", address)
            .bind("now", now.toEpochMilli())
            .bind("least", least)
            .execute()
        == 1;
  }

  @Override
  public boolean delete(Tx tx, UserId userId, String key) {
    return SqlTx.handle(tx)
            .createUpdate(DELETE)
            .bind("user", userId.value())
            .bind("device", key)
            .execute()
        == 1;
  }

  private static long number(boolean flag) {
    return flag ? 1L : 0L;
  }

  private static Device device(ResultSet row) throws SQLException {
    return new Device(
        new UserId(row.getString("user_id")),
        row.getString("device_key"),
        row.getString("group_key"),
        Optional.ofNullable(row.getString("name")),
        Sealed.of(row.getBytes("verifier")),
        row.getLong("remembered") == 1,
        Optional.ofNullable(row.getString("last_ip")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("modified_at")),
        Instant.ofEpochMilli(row.getLong("authenticated_at")));
  }
}
