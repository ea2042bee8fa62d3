package dev.poolhouse.client;

import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.store.Tx;
import java.util.List;
import java.util.Optional;

/// The app clients in the database. Every change bumps the configuration version that tells other
/// nodes to read again.
public interface ClientStore {

  /// Stores a new client with its secrets; false when its id is taken.
  boolean insert(Tx tx, Client client);

  /// The client with that id in any pool that still exists.
  Optional<Client> find(Tx tx, ClientId id);

  /// Replaces the configuration, not the secrets, and raises the version; false when the client is
  /// gone or its version is no longer `client.version()`.
  boolean update(Tx tx, Client client);

  /// Deletes the client and its secrets; false when it was gone already.
  boolean delete(Tx tx, PoolKey poolKey, ClientId id);

  /// Clients of a pool in the order of their ids, after `afterId` (empty text: from the start).
  List<Client> list(Tx tx, PoolKey poolKey, String afterId, int limit);

  /// Adds a secret unless the client has `most` already; false then.
  boolean addSecret(Tx tx, Client client, ClientSecret secret, int most);

  /// Deletes a secret unless it is the last one; false when it was not there or is the last.
  boolean deleteSecret(Tx tx, Client client, String secretId);

  /// Whether the client still exists; asked inside the transaction that issues tokens, so that a
  /// deleted client gets none even from a node whose cache is behind.
  boolean exists(Tx tx, PoolKey poolKey, ClientId id);
}
