package dev.poolhouse.group;

import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The groups and their members in the database.
public interface GroupStore {

  /// Stores a new group; false when its name is taken or the pool is gone. Until the transaction
  /// ends, no other one adds a group to this pool: [#count] then tells whether it has become one
  /// too many.
  boolean insert(Tx tx, Group group);

  /// The group with that name.
  Optional<Group> find(Tx tx, PoolKey poolKey, String name);

  /// Replaces description, role, precedence and modification time; false when the group is gone.
  boolean update(Tx tx, Group group);

  /// Deletes the group and its memberships; false when it was gone already.
  boolean delete(Tx tx, PoolKey poolKey, String name);

  /// Groups of a pool in the order of their names, after `afterName` (empty text: from the start).
  List<Group> list(Tx tx, PoolKey poolKey, String afterName, int limit);

  /// Number of groups in a pool.
  long count(Tx tx, PoolKey poolKey);

  /// Makes the user a member, if it is none yet; false when the user or the group is gone. Until
  /// the transaction ends, no other one adds a membership of this user: [#groupsOf] then tells
  /// whether it has become one too many.
  boolean addMember(Tx tx, PoolKey poolKey, String name, UserId userId, Instant now);

  /// Ends a membership; no change when there is none.
  void removeMember(Tx tx, PoolKey poolKey, String name, UserId userId);

  /// The user's groups, strongest first: by precedence, those without one last, then by name.
  List<Group> groupsOf(Tx tx, PoolKey poolKey, UserId userId);

  /// Members of a group in the order of their internal ids, after `afterId` (empty text: from the
  /// start).
  List<User> members(Tx tx, PoolKey poolKey, String name, String afterId, int limit);
}
