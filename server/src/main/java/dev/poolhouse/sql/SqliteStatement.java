package dev.poolhouse.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteConnection;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/// A prepared statement of SQLite that asks for the names of its columns once. The driver asks for
/// all of them at each execution, a buffer for each: 6 % of the processor time of a GetUser. Used
/// by one thread at a time.
final class SqliteStatement extends JDBC4PreparedStatement {
  private Optional<String[]> columns = Optional.empty();

  /// Compiles `sql`.
  SqliteStatement(Connection connection, String sql) throws SQLException {
    super(connection.unwrap(SQLiteConnection.class), sql);
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    if (columns.isPresent()) {
      rs.colsMeta = columns.get();
    }
    ResultSet found = super.getResultSet();
    columns = Optional.ofNullable(rs.colsMeta);
    return found;
  }
}
