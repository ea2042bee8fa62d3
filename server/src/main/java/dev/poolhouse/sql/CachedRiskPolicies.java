package dev.poolhouse.sql;

import dev.poolhouse.client.Client;
import dev.poolhouse.risk.RiskConfiguration;
import dev.poolhouse.risk.RiskConfigurationStore;
import dev.poolhouse.risk.RiskPolicies;
import dev.poolhouse.risk.RiskPolicy;
import dev.poolhouse.risk.RiskScope;
import dev.poolhouse.store.ConfigCache;
import dev.poolhouse.store.Transactions;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskConfigurationType;

/// The risk policies, kept in memory until the configuration version changes. May be shared.
public final class CachedRiskPolicies implements RiskPolicies {
  private static final long MOST = 50_000;

  private final Transactions transactions;
  private final RiskConfigurationStore store;
  private final ConfigCache<RiskScope, RiskPolicy> cache = new ConfigCache<>(MOST);

  public CachedRiskPolicies(Transactions transactions, RiskConfigurationStore store) {
    this.transactions = transactions;
    this.store = store;
  }

  @Override
  public RiskPolicy of(Client client) {
    RiskScope scope = RiskScope.of(client);
    return cache.find(scope, () -> Optional.of(read(scope))).orElseThrow();
  }

  private RiskPolicy read(RiskScope scope) {
    return transactions.read(
        "find risk policy",
        tx ->
            new RiskPolicy(
                store
                    .find(tx, scope)
                    .or(() -> store.find(tx, scope.fallback()))
                    .map(RiskConfiguration::document)
                    .orElseGet(() -> RiskConfigurationType.builder().build())));
  }

  /// Reads again from now on; called when the configuration version has changed.
  public void invalidate() {
    cache.invalidate();
  }
}
