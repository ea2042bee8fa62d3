package dev.poolhouse.client;

import dev.poolhouse.pool.PoolId;
import dev.poolhouse.pool.PoolKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// An app client as it is stored.
///
/// @param poolKey the pool it belongs to
/// @param poolId id of that pool
/// @param id id that programs send
/// @param document what `DescribeUserPoolClient` shows, without the secret
/// @param extra members of the configuration that the SDK's class does not know, by name
/// @param secrets the active secrets, oldest first; empty for a public client, two at most
/// @param createdAt creation
/// @param modifiedAt last change of the configuration
/// @param version counts changes; an update names the version it started from
public record Client(
    PoolKey poolKey,
    PoolId poolId,
    ClientId id,
    UserPoolClientType document,
    Map<String, Object> extra,
    List<ClientSecret> secrets,
    Instant createdAt,
    Instant modifiedAt,
    long version) {

  public Client {
    extra = Map.copyOf(extra);
    secrets = List.copyOf(secrets);
  }

  /// The same client with another configuration, as of `now`.
  public Client with(UserPoolClientType changed, Instant now) {
    return new Client(poolKey, poolId, id, changed, extra, secrets, createdAt, now, version);
  }

  /// Typed view of the configuration.
  public ClientRules rules() {
    return new ClientRules(document);
  }

  /// Whether requests must prove knowledge of a secret.
  public boolean confidential() {
    return !secrets.isEmpty();
  }
}
