package dev.poolhouse.risk;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.pool.Pool;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskConfigurationType;

/// A risk configuration as answers show it. One that is not set shows the ids alone (unsure).
final class RiskView {
  private RiskView() {}

  static RiskConfigurationType of(
      Pool pool, RiskScope scope, Optional<RiskConfiguration> configuration) {
    return configuration
        .map(set -> set.document().toBuilder().lastModifiedDate(set.modifiedAt()))
        .orElseGet(RiskConfigurationType::builder)
        .userPoolId(pool.id().value())
        .clientId(scope.clientId().map(ClientId::value).orElse(null))
        .build();
  }
}
