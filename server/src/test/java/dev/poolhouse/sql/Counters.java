package dev.poolhouse.sql;

import dev.poolhouse.store.Tx;

/// Rows with a number, for tests that ask what was written. They are lockout rows, because that
/// table has a short key and a counter.
final class Counters {
  private Counters() {}

  static void insert(Tx tx, String name, long value) {
    SqlTx.handle(tx)
        .createUpdate(
            """
            insert into lockout (subject, failures, locked_until, last_at)
            values (:name, :value, 0, 0)
            """)
        .bind("name", name)
        .bind("value", value)
        .execute();
  }

  static void increment(Tx tx, String name) {
    SqlTx.handle(tx)
        .createUpdate("update lockout set failures = failures + 1 where subject = :name")
        .bind("name", name)
        .execute();
  }

  /// The value, or -1 when there is no such row.
  static long value(Tx tx, String name) {
    return SqlTx.handle(tx)
        .createQuery("select failures from lockout where subject = :name")
        .bind("name", name)
        .mapTo(Long.class)
        .findOne()
        .orElse(-1L);
  }
}
