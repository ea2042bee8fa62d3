package dev.poolhouse.sql;

import dev.poolhouse.store.Transactions;

/// One open database: connections, threads and the runner of transactions. May be shared.
/// Statements that read the same on both engines are written once; what differs is listed in
/// [Migrations] and in the design page.
///
/// A transaction inside a transaction is refused with [IllegalStateException], on both engines.
/// Failures of the database arrive as [dev.poolhouse.store.StoreException] with the name of the
/// transaction; every other exception thrown by the work rolls it back and travels on unchanged.
public sealed interface Database extends Transactions, AutoCloseable
    permits SqliteDatabase, PostgresDatabase {

  /// Lets running transactions end, refuses new ones and releases connections and threads.
  @Override
  void close();
}
