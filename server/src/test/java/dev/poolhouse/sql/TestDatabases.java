package dev.poolhouse.sql;

import dev.poolhouse.crypto.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// Fresh, migrated databases for tests. One PostgreSQL server per JVM is started at the first need
/// and ends with the JVM; each database on it is a copy of a migrated template.
public final class TestDatabases {
  /// How often a PostgreSQL database of a test runs a transaction that loses.
  static final int ATTEMPTS = 8;

  private static final SqliteLimits SQLITE =
      new SqliteLimits(2, 1_024, 64, Duration.ofSeconds(10), Duration.ofSeconds(5));
  private static final PostgresLimits POSTGRES =
      new PostgresLimits(4, 3, Duration.ofSeconds(20), Duration.ofSeconds(20), ATTEMPTS);

  private TestDatabases() {}

  /// A SQLite database in a temporary file, gone when closed.
  public static TestDatabase sqlite() {
    SqliteDatabase database = SqliteDatabase.temporary(SQLITE);
    Migrations.run(database);
    return new TestDatabase("SQLite", "", database, () -> {});
  }

  /// A PostgreSQL database whose default locale is C, dropped when closed.
  public static TestDatabase postgres() {
    return Server.copy("PostgreSQL", "c_template");
  }

  /// A PostgreSQL database whose default locale sorts as English readers expect (`a < B`), dropped
  /// when closed.
  public static TestDatabase postgresIcu() {
    return Server.copy("PostgreSQL with ICU", "icu_template");
  }

  /// An empty PostgreSQL database without a schema, dropped when closed.
  public static TestDatabase postgresEmpty() {
    return Server.copy("PostgreSQL without a schema", "template0");
  }

  /// A second node on the same PostgreSQL database, which the first one drops.
  public static TestDatabase secondNode(TestDatabase first) {
    PostgresDatabase database = open(first, POSTGRES);
    return new TestDatabase(first.name() + ", second node", first.location(), database, () -> {});
  }

  /// The JDBC URL of a PostgreSQL database, without user and password: both are `postgres`.
  public static String url(TestDatabase test) {
    return Server.url(test.location());
  }

  /// The same PostgreSQL database under other limits.
  static PostgresDatabase open(TestDatabase test, PostgresLimits limits) {
    return Server.open(test.location(), limits);
  }

  /// The server, started when this class is first used.
  private static final class Server {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final EmbeddedPostgres POSTGRES_SERVER = start();

    static {
      administer("create database c_template template template0 locale 'C'");
      administer(
          "create database icu_template template template0"
              + " locale_provider icu icu_locale 'en-US' locale 'C'");
      migrate("c_template");
      migrate("icu_template");
    }

    static TestDatabase copy(String name, String template) {
      String copy = "test_" + COUNT.incrementAndGet();
      administer("create database " + copy + " template " + template);
      return new TestDatabase(
          name,
          copy,
          open(copy, POSTGRES),
          () -> administer("drop database " + copy + " with (force)"));
    }

    static String url(String location) {
      return "jdbc:postgresql://localhost:" + POSTGRES_SERVER.getPort() + "/" + location;
    }

    static PostgresDatabase open(String location, PostgresLimits limits) {
      return PostgresDatabase.open(
          url(location), "postgres", Secret.of("postgres"), limits, new SecureRandom());
    }

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "300")
            .setServerConfig("fsync", "off")
            .setServerConfig("deadlock_timeout", "100ms")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL did not start", e);
      }
    }

    private static void migrate(String location) {
      try (PostgresDatabase template = open(location, POSTGRES)) {
        Migrations.run(template);
      }
    }

    private static void administer(String sql) {
      try (Connection connection = POSTGRES_SERVER.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }
  }
}
