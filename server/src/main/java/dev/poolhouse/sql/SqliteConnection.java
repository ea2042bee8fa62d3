package dev.poolhouse.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/// One connection to a SQLite file with the statements that bound transactions. Used by one thread
/// at a time. Transactions are begun by statement: the driver stays in auto-commit mode and adds
/// nothing of its own.
final class SqliteConnection implements AutoCloseable {
  private final Connection connection;
  private final KeptStatements kept = new KeptStatements();
  private final DirectSql direct;
  private Optional<Jdbi> jdbi = Optional.empty();

  SqliteConnection(Connection connection) {
    this.connection = connection;
    this.direct = new DirectSql(new Kept(), false);
  }

  /// The kept statements, with their values left in place: the next user binds all of them.
  private final class Kept implements DirectSql.Statements {
    @Override
    public PreparedStatement take(String sql) throws SQLException {
      return kept.take(connection, sql);
    }

    @Override
    public void give(String sql, PreparedStatement statement, boolean sound) throws SQLException {
      if (sound) {
        kept.give(sql, statement);
      } else {
        statement.close();
      }
    }
  }

  /// Where connections to `file` come from. WAL is a property of the file, the rest of each
  /// connection.
  static SQLiteDataSource source(Path file, boolean durable, Duration busy) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(durable ? SynchronousMode.FULL : SynchronousMode.OFF);
    config.enforceForeignKeys(false);
    config.setGetGeneratedKeys(false); // no table has any, and looking for them costs every insert
    config.setOpenMode(SQLiteOpenMode.NOMUTEX); // the driver lets one thread in at a time by itself
    config.setBusyTimeout(Math.toIntExact(busy.toMillis()));
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    return source;
  }

  /// Makes every later write on this connection fail.
  void refuseWrites() throws SQLException {
    execute("pragma query_only = on");
  }

  /// A transaction on this connection, begun by whoever asks.
  ///
  /// @param once whether the work may call a store but once
  SqlTx tx(boolean once) {
    return new SqlTx(() -> jdbi().open(), direct, once);
  }

  /// Made at the first use, which a start does without.
  Jdbi jdbi() {
    if (jdbi.isEmpty()) {
      Jdbi made = JdbiSettings.apply(Jdbi.create(connection));
      made.setStatementBuilderFactory(_ -> kept);
      jdbi = Optional.of(made);
    }
    return jdbi.get();
  }

  /// Runs a statement without parameters or result, compiled once. One that fails is compiled anew
  /// the next time: the driver may have destroyed it.
  void execute(String sql) throws SQLException {
    PreparedStatement statement = kept.take(connection, sql);
    try {
      statement.execute();
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
    kept.give(sql, statement);
  }

  @Override
  public void close() throws SQLException {
    kept.close();
    connection.close();
  }
}
