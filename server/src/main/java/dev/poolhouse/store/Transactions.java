package dev.poolhouse.store;

import java.util.function.Consumer;
import java.util.function.Function;

/// Runs work against the database. May be shared.
///
/// The work may run more than once (a serialization failure or a lost race is retried), so it holds
/// store calls alone: no cryptography, no network, no change to anything outside. Exceptions roll
/// back and travel on unchanged.
public interface Transactions {

  /// Runs `work` on one consistent snapshot and returns its result. Writes are refused.
  ///
  /// @param name name of the work, used in metrics and errors
  <T> T read(String name, Function<Tx, T> work);

  /// Runs `work` as one transaction and returns its result once the commit is durable.
  ///
  /// @param name name of the work, used in metrics and errors
  <T> T write(String name, Function<Tx, T> work);

  /// [#read] for work that calls a store once, and so needs no snapshot beyond that call: a network
  /// round trip instead of three, and on SQLite no change of threads.
  ///
  /// @throws IllegalStateException when the work calls a store twice
  <T> T readOnce(String name, Function<Tx, T> work);

  /// [#write] for work that calls a store once, and so commits with that call: a network round trip
  /// instead of three. What it throws after the call undoes nothing.
  ///
  /// @throws IllegalStateException when the work calls a store twice
  <T> T writeOnce(String name, Function<Tx, T> work);

  /// [#write] for work without a result.
  default void run(String name, Consumer<Tx> work) {
    write(
        name,
        tx -> {
          work.accept(tx);
          return Boolean.TRUE;
        });
  }
}
