package dev.poolhouse.risk;

import dev.poolhouse.client.Client;
import dev.poolhouse.client.ClientId;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolKey;
import java.util.Optional;

/// What a risk configuration is for: one app client, or all of a pool that have none of their own.
///
/// @param poolKey the pool
/// @param clientId the app client; empty for the pool
public record RiskScope(PoolKey poolKey, Optional<ClientId> clientId) {

  static RiskScope of(Pool pool) {
    return new RiskScope(pool.key(), Optional.empty());
  }

  /// The configuration of `client` itself.
  public static RiskScope of(Client client) {
    return new RiskScope(client.poolKey(), Optional.of(client.id()));
  }

  /// The configuration that applies where this one is not set.
  public RiskScope fallback() {
    return new RiskScope(poolKey, Optional.empty());
  }
}
