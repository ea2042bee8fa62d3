package dev.poolhouse.risk;

import dev.poolhouse.client.Client;

/// The risk policies as every operation looks them up: cached, at most a second behind the
/// database. May be shared.
public interface RiskPolicies {

  /// What holds for `client`: its own configuration, else that of its pool, else the defaults.
  RiskPolicy of(Client client);
}
