package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.user.UserId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Proves that a reset forgets no table, keeps the server's keys and tells the other nodes.
@EachDatabase
final class ResetTest {
  private static final Set<String> KEPT =
      Set.of(
          "config_version", "data_key", "access_key", "spare_signing_key", "flyway_schema_history");

  private final Database database;

  ResetTest(TestDatabase test) {
    this.database = test.database();
  }

  @Test
  void everyTableIsEmptiedOrKept() {
    String tables =
        database instanceof SqliteDatabase
            ? "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
            : "select table_name from information_schema.tables where table_schema = 'public'";
    List<String> all =
        database.read(
            "tables", tx -> SqlTx.handle(tx).createQuery(tables).mapTo(String.class).list());

    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Reset.EMPTIED.stream().map(sql -> sql.substring("delete from ".length())),
                    KEPT.stream())
                .toList());
  }

  @Test
  void everythingIsGone() {
    UserId user = Rows.user(database, Rows.pool(database, "p"), "u");
    long before = database.read("version", ConfigVersion::current);

    Reset.run(database);

    assertThat(count("pool") + count("pool_user")).as(user.value()).isZero();
    assertThat(database.read("version", ConfigVersion::current)).isGreaterThan(before);
  }

  private long count(String table) {
    return database.read(
        "count",
        tx ->
            SqlTx.handle(tx).createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }
}
