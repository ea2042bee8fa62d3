package dev.poolhouse.client;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.wire.ApiException;
import java.util.Optional;

/// The app clients as every operation looks them up: cached, at most a second behind the database.
/// May be shared.
public interface Clients {

  /// The client with that id in any pool.
  Optional<Client> find(ClientId id);

  /// The client that a public operation names.
  ///
  /// Throws `ResourceNotFoundException`, `User pool client <id> does not exist.` (recorded).
  default Client require(String id) {
    return find(new ClientId(id)).orElseThrow(() -> missing(id));
  }

  /// The client of `pool` that a signed operation names. A client of another pool does not exist
  /// there.
  default Client require(Pool pool, String id) {
    return find(new ClientId(id))
        .filter(client -> client.poolKey().equals(pool.key()))
        .orElseThrow(() -> missing(id));
  }

  /// `ResourceNotFoundException` as every lookup words it.
  static ApiException missing(String id) {
    return ApiException.notFound("User pool client " + id + " does not exist.");
  }
}
