package dev.poolhouse.user;

import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.store.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The users and their names in the database.
public interface UserStore {

  /// Stores a new user. Names are taken apart from it, with [#take].
  ///
  /// @param folded the user's searchable attributes as the pool compares them
  void insert(Tx tx, User user, FoldedAttributes folded);

  /// The user with that internal id.
  Optional<User> find(Tx tx, UserId id);

  /// The id that one of `claims` points to; the first claim that points anywhere wins.
  ///
  /// @param claims at most one of each kind
  Optional<UserId> holder(Tx tx, PoolKey poolKey, List<Claim> claims);

  /// The user that one of `claims` points to, as [#holder] chooses.
  default Optional<User> findByClaims(Tx tx, PoolKey poolKey, List<Claim> claims) {
    return holder(tx, poolKey, claims).flatMap(id -> find(tx, id));
  }

  /// Replaces everything but id, pool, sub, username and creation, and raises the version; false
  /// when the user is gone or its version is no longer `user.version()`.
  boolean update(Tx tx, User user, FoldedAttributes folded);

  /// Sets `signed_out_at` to `moment` unless it is later already, without raising the version.
  void signOut(Tx tx, UserId id, Instant moment);

  /// Deletes the user, its names and everything it owns; false when it was gone already.
  boolean delete(Tx tx, UserId id);

  /// Takes names for a user, in sorted order. Names that another user holds are left and returned.
  List<Claim> take(Tx tx, PoolKey poolKey, UserId id, Collection<Claim> claims);

  /// Frees names, where this user holds them.
  void release(Tx tx, PoolKey poolKey, UserId id, Collection<Claim> claims);

  /// The names this user holds.
  List<Claim> claims(Tx tx, PoolKey poolKey, UserId id);

  /// Up to `limit` users of a pool that match, in the order of their internal ids, after `afterId`
  /// (empty text: from the start).
  List<User> list(Tx tx, PoolKey poolKey, UserFilter filter, String afterId, int limit);
}
