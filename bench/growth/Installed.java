package dev.poolhouse.bench;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.sql.Database;
import dev.poolhouse.sql.PostgresDatabase;
import dev.poolhouse.sql.PostgresLimits;
import dev.poolhouse.sql.SqliteDatabase;
import dev.poolhouse.sql.SqliteLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Where a server keeps its users.
sealed interface Installed {

  /// Options of `poolhouse setup`.
  List<String> options();

  /// Opens the database beside the server.
  Database open();

  /// Runs statements beside the server.
  void run(List<String> statements) throws IOException, InterruptedException, SQLException;

  /// Bytes of the whole database.
  long bytes() throws IOException, InterruptedException, SQLException;

  /// Has the database look at its tables, as it does by itself sooner or later.
  void settle() throws IOException, InterruptedException;

  /// One file.
  ///
  /// @param folder the installation
  record Sqlite(Path folder) implements Installed {
    @Override
    public List<String> options() {
      return List.of();
    }

    @Override
    public Database open() {
      return SqliteDatabase.open(file(), SqliteLimits.standard());
    }

    @Override
    public void run(List<String> statements) throws SQLException {
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
          Statement statement = connection.createStatement()) {
        statement.execute("pragma cache_size = -500000"); // KiB: a million users' indexes
        for (String sql : statements) {
          statement.execute(sql);
        }
      }
    }

    @Override
    public long bytes() throws SQLException {
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
          Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "select page_count * page_size from pragma_page_count, pragma_page_size")) {
        return row.getLong(1);
      }
    }

    @Override
    public void settle() {
      // it keeps no statistics unless it is told to
    }

    private Path file() {
      return folder.resolve("poolhouse.db");
    }
  }

  /// A database of a PostgreSQL server.
  record Postgresql(Postgres server, String name) implements Installed {
    @Override
    public List<String> options() {
      return server.options(name, server.port());
    }

    @Override
    public Database open() {
      return PostgresDatabase.open(
          server.url(name, server.port()),
          server.user(),
          Secret.of(server.password()),
          PostgresLimits.standard(),
          new SecureRandom());
    }

    @Override
    public void run(List<String> statements) throws IOException, InterruptedException {
      for (String sql : statements) {
        server.query(name, sql);
      }
    }

    @Override
    public long bytes() throws IOException, InterruptedException {
      return Long.parseLong(server.query(name, "select pg_database_size(current_database())"));
    }

    @Override
    public void settle() throws IOException, InterruptedException {
      server.query(name, "vacuum analyze");
      server.query(name, "checkpoint");
    }
  }
}
