package dev.poolhouse.sql;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Everything a database holds, for tests that look for what must not be there.
public final class StoredValues {
  private StoredValues() {}

  /// One value of one row.
  ///
  /// @param column table and column
  /// @param bytes binary as it is, everything else as UTF-8 text
  @SuppressWarnings("ArrayRecordComponent") // read by tests alone
  public record Stored(String column, byte[] bytes) {

    /// Whether `part` occurs anywhere in the value.
    public boolean holds(byte[] part) {
      for (int i = 0; i + part.length <= bytes.length; i++) {
        if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
          return true;
        }
      }
      return false;
    }
  }

  /// Every value of every row of every table.
  public static List<Stored> all(TestDatabase test) {
    String tables =
        test.shareable()
            ? "select tablename from pg_tables where schemaname = 'public'"
            : "select name from sqlite_master where type = 'table'";
    return test.database()
        .<List<Stored>>read(
            "look at everything",
            tx -> {
              Handle handle = SqlTx.handle(tx);
              List<Stored> found = new ArrayList<>();
              for (String table : handle.createQuery(tables).mapTo(String.class)) {
                handle
                    .createQuery("select * from " + table)
                    .map((row, _) -> values(table, row))
                    .forEach(found::addAll);
              }
              return found;
            });
  }

  private static List<Stored> values(String table, ResultSet row) throws SQLException {
    List<Stored> values = new ArrayList<>();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      Object value = row.getObject(i);
      byte[] bytes =
          value instanceof byte[] binary
              ? binary
              : String.valueOf(value).getBytes(StandardCharsets.UTF_8);
      values.add(new Stored(table + "." + row.getMetaData().getColumnName(i), bytes));
    }
    return values;
  }
}
