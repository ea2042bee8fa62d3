package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The schema can be brought up to date again, and by several nodes at once.
final class MigrationsTest {

  @Test
  void secondRunChangesNothing() {
    try (TestDatabase sqlite = TestDatabases.sqlite();
        TestDatabase postgres = TestDatabases.postgres()) {
      for (TestDatabase test : List.of(sqlite, postgres)) {
        test.database().run("bump", ConfigVersion::bump);
        Migrations.run(test.database());
        assertThat(test.database().<Long>read("ask", ConfigVersion::current)).isEqualTo(2);
      }
    }
  }

  @Test
  void nodesThatStartTogetherAllSucceed() throws InterruptedException {
    try (TestDatabase first = TestDatabases.postgresEmpty();
        TestDatabase second = TestDatabases.secondNode(first);
        TestDatabase third = TestDatabases.secondNode(first)) {
      Queue<StoreException> failures = new ConcurrentLinkedQueue<>();
      List<Thread> nodes =
          List.of(first, second, third).stream()
              .map(node -> Thread.ofVirtual().start(() -> migrate(node, failures)))
              .toList();
      for (Thread node : nodes) {
        node.join();
      }
      assertThat(failures).isEmpty();
      assertThat(first.database().<Long>read("ask", ConfigVersion::current)).isEqualTo(1);
    }
  }

  @Test
  void historyIsReadAsFlywayWroteIt() {
    try (SqliteDatabase database = SqliteDatabase.temporary(SqliteLimits.standard())) {
      assertThat(SchemaHistory.isCurrent(database.direct())).as("empty").isFalse();
      Migrations.run(database);
      assertThat(SchemaHistory.isCurrent(database.direct())).as("migrated").isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update flyway_schema_history set checksum = checksum + 1 where version = '2'",
        "update flyway_schema_history set success = 0 where version = '2'",
        "update flyway_schema_history set script = 'V2__other.sql' where version = '2'",
        "delete from flyway_schema_history where version = '5'"
      })
  void anyOtherHistoryIsForFlyway(String change) throws SQLException {
    try (SqliteDatabase database = SqliteDatabase.temporary(SqliteLimits.standard())) {
      Migrations.run(database);
      try (Connection connection = database.direct().getConnection();
          Statement statement = connection.createStatement()) {
        assertThat(statement.executeUpdate(change)).isOne();
      }
      assertThat(SchemaHistory.isCurrent(database.direct())).isFalse();
    }
  }

  @Test
  void preparedSchemaIsTheNewest(@TempDir Path folder) throws IOException {
    PreparedSchema.prepare(folder);
    try (SqliteDatabase copy = PreparedSchema.temporary(folder, SqliteLimits.standard());
        SqliteDatabase other = PreparedSchema.temporary(folder, SqliteLimits.standard())) {
      assertThat(SchemaHistory.isCurrent(copy.direct())).isTrue();
      copy.run("bump", ConfigVersion::bump);
      assertThat(copy.<Long>read("ask", ConfigVersion::current)).isEqualTo(2);
      assertThat(other.<Long>read("ask", ConfigVersion::current)).isEqualTo(1);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void withoutAPreparedSchemaTheDatabaseIsEmpty(@TempDir Path folder) {
    try (SqliteDatabase empty = PreparedSchema.temporary(folder, SqliteLimits.standard())) {
      assertThat(SchemaHistory.isCurrent(empty.direct())).isFalse();
    }
  }

  private static void migrate(TestDatabase node, Queue<StoreException> failures) {
    try {
      Migrations.run(node.database());
    } catch (StoreException e) {
      failures.add(e);
    }
  }
}
