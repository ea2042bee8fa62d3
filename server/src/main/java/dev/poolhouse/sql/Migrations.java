package dev.poolhouse.sql;

import dev.poolhouse.store.StoreException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings the schema of a database to the newest version. One file of SQL serves both engines;
/// where they differ it says `${key}` (text compared byte by byte, whatever the locale of the
/// server) and `${bytes}`. Safe to run on every node at once: on PostgreSQL a lock lets one work
/// and the others wait.
public final class Migrations {
  private Migrations() {}

  /// Runs what has not been run yet; throws [StoreException] when a migration fails, or when one
  /// that has been run was changed since.
  public static void run(Database database) {
    switch (database) {
      case SqliteDatabase sqlite -> {
        if (!SchemaHistory.isCurrent(sqlite.direct())) {
          run(sqlite.direct(), Map.of("key", "text", "bytes", "blob"));
        }
      }
      case PostgresDatabase postgres ->
          run(postgres.direct(), Map.of("key", "text collate \"C\"", "bytes", "bytea"));
    }
  }

  private static void run(DataSource source, Map<String, String> placeholders) {
    try {
      Flyway.configure()
          .dataSource(source)
          .locations("classpath:db/migration")
          .placeholders(placeholders)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreException("migrate the schema", e.getErrorCode().toString(), e);
    }
  }
}
