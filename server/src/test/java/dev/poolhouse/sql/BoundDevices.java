package dev.poolhouse.sql;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.device.Device;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.Optional;

/// Sign-ins with a device, put straight into the database.
public final class BoundDevices {
  private BoundDevices() {}

  /// Binds every sign-in of a user to a device, which need not be confirmed.
  public static void bind(Database database, String sub, String deviceKey) {
    database.run(
        "bind device",
        tx ->
            SqlTx.handle(tx)
                .execute(
                    """
                    update refresh_family set device_key = ?
                    where user_id = (select user_id from pool_user where sub = ?)
                    """,
                    deviceKey,
                    sub));
  }

  /// Makes the device a confirmed one, with a verifier that nothing matches.
  public static void confirm(Database database, String sub, String deviceKey) {
    UserId id =
        database.read(
            "find user",
            tx ->
                new UserId(
                    SqlTx.handle(tx)
                        .createQuery("select user_id from pool_user where sub = :sub")
                        .bind("sub", sub)
                        .mapTo(String.class)
                        .one()));
    Device device =
        new Device(
            id,
            deviceKey,
            "-test",
            Optional.empty(),
            Sealed.of(new byte[] {0}),
            true,
            Optional.empty(),
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH);
    database.run("confirm device", tx -> new SqlDeviceStore().insert(tx, device));
  }
}
