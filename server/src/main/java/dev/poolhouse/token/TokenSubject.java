package dev.poolhouse.token;

import dev.poolhouse.client.Client;
import dev.poolhouse.group.Group;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.trigger.ClaimChanges;
import dev.poolhouse.user.User;
import java.util.List;

/// All that the tokens of one sign-in or refresh are made from.
///
/// @param pool the pool
/// @param client the app client
/// @param user the user as of now: a refresh reads attributes anew
/// @param groups the user's groups, strongest first
/// @param family the sign-in
/// @param changes what the pool's function wants changed
public record TokenSubject(
    Pool pool,
    Client client,
    User user,
    List<Group> groups,
    RefreshFamily family,
    ClaimChanges changes) {

  public TokenSubject {
    groups = List.copyOf(groups);
  }

  /// A subject about which no function was asked yet.
  public TokenSubject(
      Pool pool, Client client, User user, List<Group> groups, RefreshFamily family) {
    this(pool, client, user, groups, family, ClaimChanges.NONE);
  }

  /// The same with the user as stored since.
  public TokenSubject with(User stored) {
    return new TokenSubject(pool, client, stored, groups, family, changes);
  }

  /// The same sign-in further on.
  TokenSubject with(RefreshFamily moved) {
    return new TokenSubject(pool, client, user, groups, moved, changes);
  }

  TokenSubject with(ClaimChanges wanted) {
    return new TokenSubject(pool, client, user, groups, family, wanted);
  }
}
