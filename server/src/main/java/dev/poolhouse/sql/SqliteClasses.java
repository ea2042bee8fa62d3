package dev.poolhouse.sql;

import org.sqlite.SQLiteConfig;

/// What SQLite's driver takes long to set up, for another thread to begin early: with the first
/// connection it asks Java for all names of days and months and for the customs of counting weeks.
public final class SqliteClasses {
  static {
    new SQLiteConfig().newConnectionConfig();
  }

  private SqliteClasses() {}

  /// Returns when it is set up.
  public static void load() {
    // done by the initialisation of this class
  }
}
