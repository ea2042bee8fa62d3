package dev.poolhouse.sql;

import dev.poolhouse.store.Transactions;
import java.util.List;

/// Empties a development database in one transaction: every pool, client, user and what they own.
/// The server's own keys stay, since they are in use: data keys, access keys, and the RSA keys made
/// ahead for pools to come.
public final class Reset {
  /// Deletions, one per table.
  static final List<String> EMPTIED =
      List.of(
          "delete from queued_message",
          "delete from queued_event",
          "delete from group_member",
          "delete from auth_event",
          "delete from risk_configuration",
          "delete from passkey_registration",
          "delete from passkey",
          "delete from custom_rounds",
          "delete from pending_device",
          "delete from device",
          "delete from software_token",
          "delete from refresh_family",
          "delete from code",
          "delete from spent_session",
          "delete from rate",
          "delete from lockout",
          "delete from password_history",
          "delete from password_credential",
          "delete from pool_user",
          "delete from claim",
          "delete from user_group",
          "delete from client_secret",
          "delete from client",
          "delete from signing_key",
          "delete from retired_pool",
          "delete from pool");

  private Reset() {}

  /// Deletes everything and lets all nodes know that the configuration changed.
  public static void run(Transactions transactions) {
    transactions.run(
        "reset",
        tx -> {
          EMPTIED.forEach(SqlTx.handle(tx)::execute);
          ConfigVersion.bump(tx);
        });
  }
}
