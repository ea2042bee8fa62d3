package dev.poolhouse.analytics;

import dev.poolhouse.client.Client;
import dev.poolhouse.pool.Pool;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Something that an app client has had a part in.
///
/// @param kind what happened
/// @param pool where
/// @param client the app client
/// @param endpointId `AnalyticsEndpointId`, where the request had one
/// @param subject whose it is: the user's internal id, or what stands for nobody
/// @param user the user, if there is one
/// @param failure the error that the caller got; empty for a success
public record Occurrence(
    EventKind kind,
    Pool pool,
    Client client,
    Optional<String> endpointId,
    String subject,
    Optional<Known> user,
    Optional<String> failure) {

  /// A user, as an app client that shares its users' data tells of them.
  ///
  /// @param username as `cognito:username` shows it
  /// @param sub value of the attribute
  /// @param attributes the others
  public record Known(String username, String sub, Map<String, String> attributes) {
    public Known {
      attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
  }
}
