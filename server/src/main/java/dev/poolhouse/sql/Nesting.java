package dev.poolhouse.sql;

import java.util.function.Supplier;

/// Notices a transaction that is opened inside another one: on SQLite it would wait for itself, on
/// PostgreSQL it would see another state of the data. A scoped value, because the work runs on the
/// caller's thread on one engine and on ours on the other.
final class Nesting {
  private static final ScopedValue<String> OPEN = ScopedValue.newInstance();

  private Nesting() {}

  /// Whether the calling thread is running the work of a transaction.
  static boolean inside() {
    return OPEN.isBound();
  }

  /// Throws [IllegalStateException] when the calling thread is running the work of a transaction.
  static void refuse(String name) {
    if (inside()) {
      throw new IllegalStateException(
          "transaction " + name + " was opened inside transaction " + OPEN.get());
    }
  }

  /// Runs the work of the transaction `name`.
  static <T> T run(String name, Supplier<T> work) {
    return ScopedValue.where(OPEN, name).call(work::get);
  }
}
