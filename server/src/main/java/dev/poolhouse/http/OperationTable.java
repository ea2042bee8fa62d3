package dev.poolhouse.http;

import dev.poolhouse.wire.ApiOperation;
import dev.poolhouse.wire.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The operations this server can run, by their entry in the list of all names. Filled once at
/// start by the composition root, one line per operation; read-only afterwards.
public final class OperationTable {
  private final Map<String, Operation<?, ?>> operations = new HashMap<>();

  /// Adds one operation.
  ///
  /// @param name the operation's name in the API
  /// @throws IllegalArgumentException when the API has no such operation or it is there already
  public OperationTable register(String name, Operation<?, ?> operation) {
    if (ApiOperation.named(name).isEmpty()) {
      throw new IllegalArgumentException("the API has no operation " + name);
    }
    if (operations.putIfAbsent(name, operation) != null) {
      throw new IllegalArgumentException("operation " + name + " is registered twice");
    }
    return this;
  }

  /// Adds one operation whose class carries the operation's name.
  public OperationTable register(Operation<?, ?> operation) {
    return register(operation.getClass().getSimpleName(), operation);
  }

  /// Names of the operations registered.
  public Set<String> names() {
    return Set.copyOf(operations.keySet());
  }

  /// The code behind an operation; empty when it is not built yet.
  Optional<Operation<?, ?>> find(ApiOperation operation) {
    return Optional.ofNullable(operations.get(operation.name()));
  }
}
