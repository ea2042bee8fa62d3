package dev.poolhouse.risk;

import dev.poolhouse.store.Tx;
import java.util.Optional;

/// The risk configurations in the database. Every change bumps the configuration version that tells
/// other nodes to read again.
public interface RiskConfigurationStore {

  /// The configuration of exactly that scope.
  Optional<RiskConfiguration> find(Tx tx, RiskScope scope);

  /// Stores a configuration, in the place of an earlier one.
  void put(Tx tx, RiskConfiguration configuration);

  /// Deletes a configuration, if there is one.
  void delete(Tx tx, RiskScope scope);
}
