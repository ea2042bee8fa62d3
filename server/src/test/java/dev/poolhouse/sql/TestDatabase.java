package dev.poolhouse.sql;

/// A database of one test class.
///
/// @param name shown in test reports
/// @param location name on the PostgreSQL server; empty for SQLite
/// @param database open, and migrated unless asked for otherwise
/// @param cleanUp runs after the database is closed
public record TestDatabase(String name, String location, Database database, Runnable cleanUp)
    implements AutoCloseable {

  /// Whether several processes may open it at once, each with connections of its own.
  public boolean shareable() {
    return database instanceof PostgresDatabase;
  }

  @Override
  public void close() {
    database.close();
    cleanUp.run();
  }

  @Override
  public String toString() {
    return name;
  }
}
