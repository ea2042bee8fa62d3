package dev.poolhouse.sql;

import dev.poolhouse.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Spreads the tables over the workers of a Citus cluster: users and names by their key,
/// configuration as a copy on each. No automatic test runs it on a cluster: untested.
public final class CitusTables {

  /// What each table is. Every table of the schema has a line here.
  enum Placement {
    CONFIG_VERSION("config_version", Optional.empty()),
    DATA_KEY("data_key", Optional.empty()),
    ACCESS_KEY("access_key", Optional.empty()),
    POOL("pool", Optional.empty()),
    RETIRED_POOL("retired_pool", Optional.empty()),
    SIGNING_KEY("signing_key", Optional.empty()),
    SPARE_SIGNING_KEY("spare_signing_key", Optional.empty()),
    CLIENT("client", Optional.empty()),
    CLIENT_SECRET("client_secret", Optional.empty()),
    USER_GROUP("user_group", Optional.empty()),
    CLAIM("claim", Optional.of("value")),
    POOL_USER("pool_user", Optional.of("user_id")),
    PASSWORD_CREDENTIAL("password_credential", Optional.of("user_id")),
    PASSWORD_HISTORY("password_history", Optional.of("user_id")),
    LOCKOUT("lockout", Optional.of("subject")),
    RATE("rate", Optional.of("subject")),
    SPENT_SESSION("spent_session", Optional.of("user_id")),
    CODE("code", Optional.of("user_id")),
    REFRESH_FAMILY("refresh_family", Optional.of("user_id")),
    GROUP_MEMBER("group_member", Optional.of("user_id")),
    QUEUED_MESSAGE("queued_message", Optional.of("user_id")),
    QUEUED_EVENT("queued_event", Optional.of("subject")),
    SOFTWARE_TOKEN("software_token", Optional.of("user_id")),
    DEVICE("device", Optional.of("user_id")),
    CUSTOM_ROUNDS("custom_rounds", Optional.of("user_id")),
    PENDING_DEVICE("pending_device", Optional.of("user_id")),
    PASSKEY("passkey", Optional.of("user_id")),
    PASSKEY_REGISTRATION("passkey_registration", Optional.of("user_id")),
    RISK_CONFIGURATION("risk_configuration", Optional.empty()),
    AUTH_EVENT("auth_event", Optional.of("user_id"));

    private final String table;
    private final Optional<String> column;

    Placement(String table, Optional<String> column) {
      this.table = table;
      this.column = column;
    }

    String table() {
      return table;
    }

    private String statement() {
      return column
          .map(name -> "select create_distributed_table('" + table + "', '" + name + "')")
          .orElse("select create_reference_table('" + table + "')");
    }
  }

  private CitusTables() {}

  /// Spreads what is not spread yet, all or nothing.
  ///
  /// @return the statements that were run
  /// @throws IllegalStateException when the database has no Citus extension
  public static List<String> distribute(Database database) {
    if (database instanceof SqliteDatabase || !database.read("find Citus", CitusTables::exists)) {
      throw new IllegalStateException(
          "The database has no Citus extension: run 'create extension citus' in it as its owner,"
              + " or leave --citus out.");
    }
    return database.write("distribute tables", tx -> distribute(SqlTx.handle(tx)));
  }

  private static boolean exists(Tx tx) {
    return SqlTx.handle(tx)
        .createQuery("select 1 from pg_extension where extname = 'citus'")
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static List<String> distribute(Handle handle) {
    List<String> statements = new ArrayList<>();
    for (Placement placement : Placement.values()) {
      boolean placed =
          handle
              .createQuery(
                  "select 1 from pg_dist_partition where logicalrelid = cast(:name as regclass)")
              .bind("name", placement.table())
              .mapTo(Integer.class)
              .findOne()
              .isPresent();
      if (!placed) {
        handle.createQuery(placement.statement()).mapToMap().list();
        statements.add(placement.statement());
      }
    }
    return statements;
  }
}
