package dev.poolhouse.sql;

/// Sign-ins with a remembered device, put straight into the database.
public final class BoundDevices {
  private BoundDevices() {}

  /// Binds every sign-in of a user to a device.
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
}
