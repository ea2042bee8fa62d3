package dev.poolhouse.sql;

import java.nio.file.Files;
import java.nio.file.Path;

/// An SQLite file in which all migrations have been run and nothing else has happened, made at
/// packaging, for databases that start empty. Its name tells of which migrations; one of others is
/// not used.
public final class PreparedSchema {
  private PreparedSchema() {}

  /// Makes the file in `folder`.
  public static void prepare(Path folder) {
    try (SqliteDatabase database = SqliteDatabase.open(file(folder), SqliteLimits.standard())) {
      Migrations.run(database);
    }
  }

  /// Opens a database as [SqliteDatabase#temporary] does, and with the newest schema: a copy of the
  /// file where `folder` has it.
  public static SqliteDatabase temporary(Path folder, SqliteLimits limits) {
    Path file = file(folder);
    return Files.isRegularFile(file)
        ? SqliteDatabase.temporary(file, limits)
        : SqliteDatabase.temporary(limits);
  }

  private static Path file(Path folder) {
    return folder.resolve("schema-" + SchemaHistory.fingerprint() + ".db");
  }
}
