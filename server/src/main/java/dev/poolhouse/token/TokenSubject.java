package dev.poolhouse.token;

import dev.poolhouse.client.Client;
import dev.poolhouse.group.Group;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.user.User;
import java.util.List;

/// All that the tokens of one sign-in or refresh are made from.
///
/// @param pool the pool
/// @param client the app client
/// @param user the user as of now: a refresh reads attributes anew
/// @param groups the user's groups, strongest first
/// @param family the sign-in
public record TokenSubject(
    Pool pool, Client client, User user, List<Group> groups, RefreshFamily family) {

  public TokenSubject {
    groups = List.copyOf(groups);
  }
}
