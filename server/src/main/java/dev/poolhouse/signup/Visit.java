package dev.poolhouse.signup;

import dev.poolhouse.client.Client;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.risk.ClientContext;
import dev.poolhouse.risk.Scene;
import dev.poolhouse.trigger.Occasion;

/// What a request without a token is about.
///
/// @param occasion the call
/// @param client the app client, which has proven its secret
/// @param name the username as it was typed
/// @param from what the request tells of its device
record Visit(Occasion occasion, Client client, String name, ClientContext from) {

  Pool pool() {
    return occasion.pool();
  }

  PoolPolicy policy() {
    return pool().policy();
  }

  /// Where it happens, for threat protection.
  Scene scene() {
    return new Scene(pool(), client, from);
  }

  /// Whether the answer must not tell if the name belongs to anyone.
  boolean hides() {
    return client.rules().hidesUnknownUsers();
  }
}
