package dev.poolhouse.sql;

import dev.poolhouse.store.StoreException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What a failure of the driver means. Decided by SQLSTATE or result code, never by message text.
///
/// Source: PostgreSQL manual, appendix A; SQLite "Result and Error Codes".
final class SqlFailure {
  /// The queue of waiting transactions is full.
  static final String QUEUE_FULL = "QUEUE_FULL";

  /// The database is closed or closing.
  static final String CLOSED = "CLOSED";

  /// The transaction waited too long for its turn and was not run.
  static final String TIMEOUT = "TIMEOUT";

  /// The transaction was running when the caller stopped waiting; it may yet be committed.
  static final String OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN";

  /// The waiting thread was interrupted.
  static final String INTERRUPTED = "INTERRUPTED";

  private static final Set<String> RETRYABLE = Set.of("40001", "40P01");
  private static final String UNIQUE_VIOLATION = "23505";

  private SqlFailure() {}

  /// Whether `failure` comes from a row that breaks a primary key or unique constraint. On
  /// PostgreSQL the transaction is then dead and can only be left; prefer `ON CONFLICT DO NOTHING`
  /// where the work has to go on.
  static boolean isUniqueViolation(Throwable failure) {
    return sqlException(failure).filter(SqlFailure::breaksUniqueness).isPresent();
  }

  /// Whether running the whole transaction again may succeed: it lost against another one and has
  /// changed nothing.
  static boolean isRetryable(Throwable failure) {
    return sqlException(failure).filter(e -> RETRYABLE.contains(code(e))).isPresent();
  }

  /// A failure of the database under the name of its transaction; anything else unchanged.
  static RuntimeException named(String name, RuntimeException failure) {
    if (!(failure instanceof JdbiException)) {
      return failure;
    }
    String code = sqlException(failure).map(SqlFailure::code).orElse("UNKNOWN");
    return new StoreException(name, code, failure);
  }

  /// A failure of the database outside Jdbi, under the name of its transaction.
  static StoreException named(String name, SQLException failure) {
    return new StoreException(name, code(failure), failure);
  }

  /// SQLSTATE, or SQLite's name of the extended result code.
  static String code(SQLException failure) {
    if (failure instanceof SQLiteException sqlite) {
      return sqlite.getResultCode().name();
    }
    return Optional.ofNullable(failure.getSQLState())
        .orElseGet(() -> Integer.toString(failure.getErrorCode()));
  }

  private static boolean breaksUniqueness(SQLException failure) {
    if (failure instanceof SQLiteException sqlite) {
      SQLiteErrorCode code = sqlite.getResultCode();
      return code == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
          || code == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY;
    }
    return code(failure).equals(UNIQUE_VIOLATION);
  }

  private static Optional<SQLException> sqlException(Throwable failure) {
    Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof SQLException sql) {
        return Optional.of(sql);
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }
}
