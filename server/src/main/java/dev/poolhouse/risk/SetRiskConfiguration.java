package dev.poolhouse.risk;

import dev.poolhouse.client.Clients;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Networks;
import dev.poolhouse.wire.Operation;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskExceptionConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetRiskConfigurationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetRiskConfigurationResponse;

/// Replaces what a pool or an app client does about risks. Without any part, a pool goes back to
/// the defaults and an app client to the configuration of its pool.
///
/// Source: SetRiskConfiguration page of the API reference; admin-API reference §17.
public final class SetRiskConfiguration
    implements Operation<SetRiskConfigurationRequest, SetRiskConfigurationResponse> {
  private final Pools pools;
  private final Clients clients;
  private final RiskConfigurationStore store;
  private final Transactions transactions;
  private final InstantSource clock;

  public SetRiskConfiguration(
      Pools pools,
      Clients clients,
      RiskConfigurationStore store,
      Transactions transactions,
      InstantSource clock) {
    this.pools = pools;
    this.clients = clients;
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public SetRiskConfigurationResponse run(Caller caller, SetRiskConfigurationRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    ProtectionMode.require(pool);
    RiskScope scope =
        Optional.ofNullable(request.clientId())
            .map(id -> RiskScope.of(clients.require(pool, id)))
            .orElseGet(() -> RiskScope.of(pool));
    Optional.ofNullable(request.riskExceptionConfiguration())
        .ifPresent(SetRiskConfiguration::check);
    Optional<RiskConfiguration> configuration = configuration(scope, request);
    transactions.run(
        "set risk configuration",
        tx ->
            configuration.ifPresentOrElse(
                set -> store.put(tx, set), () -> store.delete(tx, scope)));
    return SetRiskConfigurationResponse.builder()
        .riskConfiguration(RiskView.of(pool, scope, configuration))
        .build();
  }

  private Optional<RiskConfiguration> configuration(
      RiskScope scope, SetRiskConfigurationRequest request) {
    if (request.accountTakeoverRiskConfiguration() == null
        && request.compromisedCredentialsRiskConfiguration() == null
        && request.riskExceptionConfiguration() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new RiskConfiguration(
            scope,
            RiskConfigurationType.builder()
                .accountTakeoverRiskConfiguration(request.accountTakeoverRiskConfiguration())
                .compromisedCredentialsRiskConfiguration(
                    request.compromisedCredentialsRiskConfiguration())
                .riskExceptionConfiguration(request.riskExceptionConfiguration())
                .build(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS)));
  }

  private static void check(RiskExceptionConfigurationType exceptions) {
    check("BlockedIPRangeList", exceptions.blockedIPRangeList());
    check("SkippedIPRangeList", exceptions.skippedIPRangeList());
  }

  /// Networks must have a prefix length (documented); the text is ours.
  private static void check(String name, List<String> networks) {
    try {
      Networks.of(networks);
    } catch (IllegalArgumentException _) {
      throw notNetworks(name);
    }
    if (!networks.stream().allMatch(network -> network.contains("/"))) {
      throw notNetworks(name);
    }
  }

  private static ApiException notNetworks(String name) {
    return ApiException.invalidParameter(
        name + " holds a value that is not an IP network in CIDR notation.");
  }
}
