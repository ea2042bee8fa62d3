package dev.poolhouse.sql;

import dev.poolhouse.store.Tx;

/// The one number that tells nodes whether what they cache of the configuration still holds. Every
/// transaction that writes configuration bumps it.
final class ConfigVersion {
  private ConfigVersion() {}

  /// Adds one. The row stays locked until the transaction ends: bump last.
  static void bump(Tx tx) {
    SqlTx.direct(tx).update("update config_version set version = version + 1 where id = 1");
  }

  static long current(Tx tx) {
    return SqlTx.direct(tx)
        .query(row -> row.getLong(1), "select version from config_version where id = 1")
        .getFirst();
  }
}
