package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every table has its place in a cluster, and a database without Citus is told so. The
/// distribution itself is not run: there is no cluster here.
final class CitusTablesTest {

  @Test
  void everyTableHasItsPlace() {
    try (TestDatabase test = TestDatabases.postgres()) {
      List<String> tables =
          test.database()
              .read(
                  "list tables",
                  tx ->
                      SqlTx.handle(tx)
                          .createQuery(
                              """
                              select table_name from information_schema.tables
                              where table_schema = 'public'
                                and table_name <> 'flyway_schema_history'
                              """)
                          .mapTo(String.class)
                          .list());
      assertThat(Arrays.stream(CitusTables.Placement.values()).map(CitusTables.Placement::table))
          .containsExactlyInAnyOrderElementsOf(tables);
    }
  }

  @Test
  void databaseWithoutCitusIsRefused() {
    try (TestDatabase sqlite = TestDatabases.sqlite();
        TestDatabase postgres = TestDatabases.postgres()) {
      for (TestDatabase test : List.of(sqlite, postgres)) {
        assertThatIllegalStateException()
            .isThrownBy(() -> CitusTables.distribute(test.database()))
            .withMessage(
                "The database has no Citus extension: run 'create extension citus' in it as its"
                    + " owner, or leave --citus out.");
      }
    }
  }
}
