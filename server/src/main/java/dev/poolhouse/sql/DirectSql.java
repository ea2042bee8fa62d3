package dev.poolhouse.sql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.jdbc4.JDBC4ResultSet;

/// The few statements that every sign-in, refresh and look-up makes, on JDBC itself: what Jdbi
/// keeps in its books for them took a twentieth of the processor time of a sign-in. Those of a
/// start too, which sets Jdbi up later. Question marks stand for values: texts, whole numbers,
/// bytes and texts that may be missing ([Optional]). Used by the thread that runs the transaction.
///
/// Failures of the database are thrown as a [JdbiException], as those of all other statements are.
final class DirectSql {
  private final Statements statements;
  private final boolean joins;

  /// Where prepared statements come from and go to.
  interface Statements {
    PreparedStatement take(String sql) throws SQLException;

    /// Takes a statement back.
    ///
    /// @param sound false when it has failed
    void give(String sql, PreparedStatement statement, boolean sound) throws SQLException;
  }

  /// @param joins whether the driver sends statements that semicolons join in one message
  DirectSql(Statements statements, boolean joins) {
    this.statements = statements;
    this.joins = joins;
  }

  /// Statements of a connection whose driver keeps them itself.
  static Statements of(Connection connection) {
    return new Statements() {
      @Override
      public PreparedStatement take(String sql) throws SQLException {
        return connection.prepareStatement(sql);
      }

      @Override
      public void give(String sql, PreparedStatement statement, boolean sound) throws SQLException {
        statement.close();
      }
    };
  }

  /// Reads the current row.
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// A text of the current row. SQLite's driver wraps each text in a buffer of its own when it is
  /// asked for a text, but not when it is asked for bytes: 5.6 % of the processor time of a
  /// GetUser.
  static String text(ResultSet row, int column) throws SQLException {
    return optionalText(row, column)
        .orElseThrow(() -> new SQLException("nothing stored in column " + column));
  }

  /// The same where nothing may be stored.
  static Optional<String> optionalText(ResultSet row, int column) throws SQLException {
    if (row instanceof JDBC4ResultSet) {
      return Optional.ofNullable(row.getBytes(column))
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
    return Optional.ofNullable(row.getString(column));
  }

  /// A statement of a group that is sent together. Used once.
  abstract static sealed class Part {
    private final String sql;
    private final Object[] values;

    private Part(String sql, Object... values) {
      this.sql = sql;
      this.values = values;
    }

    abstract void run(PreparedStatement statement) throws SQLException;

    /// Takes the statement's part of what a group has answered.
    abstract void take(PreparedStatement group) throws SQLException;
  }

  /// A statement that finds rows.
  static final class Query<T> extends Part {
    private final Reader<T> reader;
    private List<T> rows = List.of();

    Query(Reader<T> reader, String sql, Object... values) {
      super(sql, values);
      this.reader = reader;
    }

    /// What was found.
    List<T> rows() {
      return rows;
    }

    @Override
    void run(PreparedStatement statement) throws SQLException {
      rows = read(statement.executeQuery());
    }

    @Override
    void take(PreparedStatement group) throws SQLException {
      rows = read(group.getResultSet());
    }

    private List<T> read(ResultSet found) throws SQLException {
      try (found) {
        List<T> all = new ArrayList<>();
        while (found.next()) {
          all.add(reader.read(found));
        }
        return all;
      }
    }
  }

  /// A statement that changes rows.
  static final class Update extends Part {
    private int changed;

    Update(String sql, Object... values) {
      super(sql, values);
    }

    /// How many rows it has changed.
    int changed() {
      return changed;
    }

    @Override
    void run(PreparedStatement statement) throws SQLException {
      changed = statement.executeUpdate();
    }

    @Override
    void take(PreparedStatement group) throws SQLException {
      changed = group.getUpdateCount();
    }
  }

  /// The rows that a query finds.
  <T> List<T> query(Reader<T> reader, String sql, Object... values) {
    Query<T> query = new Query<>(reader, sql, values);
    run(query);
    return query.rows();
  }

  /// How many rows a statement changes.
  int update(String sql, Object... values) {
    Update update = new Update(sql, values);
    run(update);
    return update.changed();
  }

  /// Runs statements in this order, each on what was committed before it began, in one network
  /// round trip. Outside a transaction they are one: all take effect or none.
  void together(Part... parts) {
    if (joins) {
      runJoined(List.of(parts));
    } else {
      for (Part part : parts) {
        run(part);
      }
    }
  }

  private void run(Part part) {
    run(part.sql, List.of(part), part::run);
  }

  private void runJoined(List<Part> parts) {
    String sql = parts.stream().map(part -> part.sql).collect(Collectors.joining(";\n"));
    run(
        sql,
        parts,
        statement -> {
          statement.execute();
          for (Part part : parts) {
            part.take(statement);
            statement.getMoreResults();
          }
        });
  }

  /// Does something with a statement that has its values.
  private interface Execution {
    void run(PreparedStatement statement) throws SQLException;
  }

  private void run(String sql, List<Part> parts, Execution execution) {
    try {
      PreparedStatement statement = statements.take(sql);
      boolean sound = false;
      try {
        bind(statement, parts);
        execution.run(statement);
        sound = true;
      } finally {
        statements.give(sql, statement, sound);
      }
    } catch (SQLException e) {
      throw new Failure(e);
    }
  }

  private static void bind(PreparedStatement statement, List<Part> parts) throws SQLException {
    int index = 1;
    for (Part part : parts) {
      for (Object value : part.values) {
        bind(statement, index++, value);
      }
    }
  }

  private static void bind(PreparedStatement statement, int index, Object value)
      throws SQLException {
    switch (value) {
      case String text -> statement.setString(index, text);
      case Long number -> statement.setLong(index, number);
      case byte[] bytes -> statement.setBytes(index, bytes);
      case Optional<?> maybe when maybe.isEmpty() -> statement.setNull(index, Types.VARCHAR);
      case Optional<?> present -> bind(statement, index, present.get());
      default -> throw new IllegalArgumentException("not bindable: " + value.getClass());
    }
  }

  /// A statement that failed. Its message holds no values.
  private static final class Failure extends JdbiException {
    private static final long serialVersionUID = 1L;

    Failure(SQLException cause) {
      super("a statement failed", cause);
    }
  }
}
