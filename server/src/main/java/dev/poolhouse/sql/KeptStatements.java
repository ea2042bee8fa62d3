package dev.poolhouse.sql;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/// Prepared statements of one SQLite connection, kept by their text so that each is compiled once.
/// Belongs to the thread that owns the connection.
final class KeptStatements implements StatementBuilder, AutoCloseable {
  private static final int LIMIT = 256;

  private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

  @Override
  public Statement create(Connection connection, StatementContext context) throws SQLException {
    return connection.createStatement();
  }

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    return take(connection, sql);
  }

  /// A statement for the caller alone, until it is given back or closed.
  PreparedStatement take(Connection connection, String sql) throws SQLException {
    PreparedStatement kept = idle.remove(sql);
    return kept == null ? new SqliteStatement(connection, sql) : kept;
  }

  @Override
  public CallableStatement createCall(Connection connection, String sql, StatementContext context)
      throws SQLException {
    return connection.prepareCall(sql);
  }

  @Override
  public void close(Connection connection, String sql, Statement statement) throws SQLException {
    if (statement instanceof PreparedStatement prepared && isUsable(prepared)) {
      give(sql, prepared);
    } else {
      statement.close();
    }
  }

  /// Forgets the bound values. The driver destroys most statements that fail, without marking them
  /// closed; such a statement refuses here.
  private static boolean isUsable(PreparedStatement prepared) {
    try {
      prepared.clearParameters();
      return true;
    } catch (SQLException _) {
      return false;
    }
  }

  /// Keeps a statement for the next one who takes it.
  void give(String sql, PreparedStatement prepared) throws SQLException {
    if (idle.size() >= LIMIT) {
      String oldest = idle.keySet().iterator().next();
      PreparedStatement dropped = idle.remove(oldest);
      if (dropped != null) {
        dropped.close();
      }
    }
    PreparedStatement twin = idle.put(sql, prepared);
    if (twin != null) {
      twin.close();
    }
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : idle.values()) {
      statement.close();
    }
    idle.clear();
  }
}
