package dev.poolhouse.store;

/// The database refused or failed a statement, and retrying did not help. Answered as an internal
/// error.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String statement;
  private final String sqlState;

  /// @param statement name of the statement or transaction
  /// @param sqlState five-character SQLSTATE, or the driver's code where there is none
  /// @param cause what the driver threw
  public StoreException(String statement, String sqlState, Throwable cause) {
    super("statement " + statement + " failed with " + sqlState, cause);
    this.statement = statement;
    this.sqlState = sqlState;
  }

  /// Name of the statement or transaction.
  public String statement() {
    return statement;
  }

  /// SQLSTATE, or the driver's code where there is none.
  public String sqlState() {
    return sqlState;
  }
}
