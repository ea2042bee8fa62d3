package dev.poolhouse.app;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.sql.Database;
import dev.poolhouse.sql.PostgresDatabase;
import dev.poolhouse.sql.PostgresLimits;
import dev.poolhouse.sql.SqliteDatabase;
import dev.poolhouse.sql.SqliteLimits;
import java.nio.file.Path;
import java.security.SecureRandom;

/// Which database an installation keeps its data in.
sealed interface DatabaseSettings {

  /// Opens it; the schema is not touched.
  Database open(SecureRandom random);

  /// One file, one node.
  ///
  /// @param file made when it does not exist
  record Sqlite(Path file) implements DatabaseSettings {
    @Override
    public Database open(SecureRandom random) {
      return SqliteDatabase.open(file, SqliteLimits.standard());
    }
  }

  /// A PostgreSQL server, any number of nodes.
  ///
  /// @param url JDBC URL without user and password
  /// @param connections most for writing, and as many again for reading
  record Postgres(String url, String user, Secret password, int connections)
      implements DatabaseSettings {
    @Override
    public Database open(SecureRandom random) {
      PostgresLimits standard = PostgresLimits.standard();
      return PostgresDatabase.open(
          url,
          user,
          password,
          new PostgresLimits(
              connections,
              connections,
              standard.connect(),
              standard.statement(),
              standard.attempts()),
          random);
    }
  }
}
