package dev.poolhouse.sql;

import dev.poolhouse.store.Tx;
import org.jdbi.v3.core.Handle;

/// An open transaction on either engine. Bound to the thread that runs the work.
///
/// @param handle where the statements of this transaction run; never begun, committed or closed by
///   a store
record SqlTx(Handle handle) implements Tx {

  /// The Jdbi handle behind a transaction that this package has opened.
  static Handle handle(Tx tx) {
    if (tx instanceof SqlTx sqlTx) {
      return sqlTx.handle();
    }
    throw new IllegalStateException("not a transaction of this package: " + tx.getClass());
  }
}
