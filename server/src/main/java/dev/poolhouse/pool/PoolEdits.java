package dev.poolhouse.pool;

import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// Changes pools: reads the newest configuration, changes it, and writes it unless another change
/// came between, in which case it begins again. May be shared.
public final class PoolEdits {
  private static final int ATTEMPTS = 20;

  private final Transactions transactions;
  private final PoolStore store;
  private final InstantSource clock;

  /// @param transactions those after which this node's caches are dropped
  public PoolEdits(Transactions transactions, PoolStore store, InstantSource clock) {
    this.transactions = transactions;
    this.store = store;
    this.clock = clock;
  }

  /// Replaces the pool's configuration by what `change` makes of it and returns it. The pool's time
  /// of modification is set here. Throws what `change` throws, `ResourceNotFoundException` when the
  /// caller has no such pool.
  ///
  /// @param change looks at nothing but its argument: it may run several times
  public Pool change(Caller caller, String id, UnaryOperator<Pool> change) {
    return attempt("change pool", tx -> store(tx, dated(change.apply(newest(tx, caller, id)))));
  }

  /// Changes only the document.
  public Pool changeDocument(Caller caller, String id, UnaryOperator<UserPoolType> change) {
    return change(
        caller,
        id,
        pool -> pool.with(change.apply(pool.document()), pool.mfa(), pool.modifiedAt()));
  }

  /// Ends the pool, if `check` lets it pass, in the state that `check` has seen.
  void retire(Caller caller, String id, Consumer<Pool> check) {
    attempt(
        "retire pool",
        tx -> {
          Pool pool = newest(tx, caller, id);
          check.accept(pool);
          return store(tx, pool).filter(seen -> store.retire(tx, seen.key(), clock.instant()));
        });
  }

  private interface Attempt {
    /// The pool as stored; empty when another change came between.
    Optional<Pool> run(Tx tx);
  }

  private Pool attempt(String name, Attempt attempt) {
    for (int made = 0; made < ATTEMPTS; made++) {
      Optional<Pool> stored = transactions.write(name, attempt::run);
      if (stored.isPresent()) {
        return stored.get();
      }
    }
    // The text is ours.
    throw ApiException.of(
        ErrorCode.CONCURRENT_MODIFICATION, "The user pool is being changed by other requests.");
  }

  private Pool newest(Tx tx, Caller caller, String id) {
    Pools stored = poolId -> store.find(tx, poolId);
    return stored.require(caller, id);
  }

  private Pool dated(Pool pool) {
    Instant now = clock.instant();
    return pool.with(pool.document(), pool.mfa(), now);
  }

  private Optional<Pool> store(Tx tx, Pool pool) {
    return store.update(tx, pool) ? Optional.of(pool) : Optional.empty();
  }
}
