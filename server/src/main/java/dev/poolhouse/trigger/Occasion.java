package dev.poolhouse.trigger;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.wire.Caller;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// On whose behalf a trigger fires. Lives for one request; the metadata is never stored or logged.
///
/// @param pool the pool
/// @param caller who called the operation
/// @param operation the operation, such as `InitiateAuth`
/// @param clientId `callerContext.clientId`: a text, or JSON null
/// @param metadata the call's `ClientMetadata`; empty when it sent none
public record Occasion(
    Pool pool, Caller caller, String operation, Object clientId, Map<String, String> metadata) {

  /// Stands for the client in events of operations that have none.
  public static final String NO_CLIENT = "CLIENT_ID_NOT_APPLICABLE";

  public Occasion {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /// A call of a signed operation that names no app client.
  public static Occasion signed(
      Pool pool, Caller caller, String operation, Map<String, String> metadata) {
    return new Occasion(pool, caller, operation, NO_CLIENT, metadata);
  }

  /// Names the operation without showing the metadata.
  @Override
  public String toString() {
    return "Occasion[" + operation + "]";
  }
}
