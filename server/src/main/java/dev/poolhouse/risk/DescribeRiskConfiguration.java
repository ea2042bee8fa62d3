package dev.poolhouse.risk;

import dev.poolhouse.client.Clients;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeRiskConfigurationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeRiskConfigurationResponse;

/// Shows what a pool or an app client does about risks, as far as it was set for it.
///
/// Source: DescribeRiskConfiguration page of the API reference; admin-API reference §17.
public final class DescribeRiskConfiguration
    implements Operation<DescribeRiskConfigurationRequest, DescribeRiskConfigurationResponse> {
  private final Pools pools;
  private final Clients clients;
  private final RiskConfigurationStore store;
  private final Transactions transactions;

  public DescribeRiskConfiguration(
      Pools pools, Clients clients, RiskConfigurationStore store, Transactions transactions) {
    this.pools = pools;
    this.clients = clients;
    this.store = store;
    this.transactions = transactions;
  }

  @Override
  public DescribeRiskConfigurationResponse run(
      Caller caller, DescribeRiskConfigurationRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    ProtectionMode.require(pool);
    RiskScope scope =
        Optional.ofNullable(request.clientId())
            .map(id -> RiskScope.of(clients.require(pool, id)))
            .orElseGet(() -> RiskScope.of(pool));
    return DescribeRiskConfigurationResponse.builder()
        .riskConfiguration(
            RiskView.of(
                pool,
                scope,
                transactions.read("find risk configuration", tx -> store.find(tx, scope))))
        .build();
  }
}
