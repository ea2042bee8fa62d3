package dev.poolhouse.pool;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import java.util.Optional;

/// The pools as every operation looks them up: cached, at most a second behind the database. May be
/// shared.
public interface Pools {

  /// The pool with that id.
  Optional<Pool> find(PoolId id);

  /// The pool that an operation of `caller` names. A pool of another account does not exist for the
  /// caller.
  ///
  /// Throws `ResourceNotFoundException`, `User pool <id> does not exist.` (admin-API reference,
  /// recorded).
  default Pool require(Caller caller, String id) {
    return PoolId.parse(id)
        .flatMap(this::find)
        .filter(pool -> pool.account().equals(caller.origin().account()))
        .orElseThrow(() -> ApiException.notFound("User pool " + id + " does not exist."));
  }

  /// The pool of an app client that was just looked up. Gone only if it was deleted in between.
  default Pool of(PoolId id) {
    return find(id)
        .orElseThrow(() -> ApiException.notFound("User pool " + id + " does not exist."));
  }
}
