package dev.poolhouse.sql;

import dev.poolhouse.store.Tx;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// An open transaction on either engine. Bound to the thread that runs the work.
final class SqlTx implements Tx, AutoCloseable {
  private final Supplier<Handle> handles;
  private final DirectSql direct;
  private final boolean once;
  private Optional<Handle> handle = Optional.empty();
  private boolean used;

  /// @param handles gives a handle on the transaction's connection; asked when a store asks
  /// @param direct statements on the same connection
  /// @param once whether the work may call a store but once
  SqlTx(Supplier<Handle> handles, DirectSql direct, boolean once) {
    this.handles = handles;
    this.direct = direct;
    this.once = once;
  }

  /// The Jdbi handle behind a transaction that this package has opened. A store never begins,
  /// commits or closes it, and asks for it once in each statement.
  static Handle handle(Tx tx) {
    SqlTx own = own(tx);
    own.use();
    if (own.handle.isEmpty()) {
      own.handle = Optional.of(own.handles.get());
    }
    return own.handle.get();
  }

  /// Runs statements without Jdbi. Asked for once in each statement, or each that are sent
  /// together.
  static DirectSql direct(Tx tx) {
    SqlTx own = own(tx);
    own.use();
    return own.direct;
  }

  private static SqlTx own(Tx tx) {
    if (tx instanceof SqlTx sqlTx) {
      return sqlTx;
    }
    throw new IllegalStateException("not a transaction of this package: " + tx.getClass());
  }

  private void use() {
    if (once && used) {
      throw new IllegalStateException("a second call of a store, where one was announced");
    }
    used = true;
  }

  @Override
  public void close() {
    handle.ifPresent(Handle::close);
  }
}
