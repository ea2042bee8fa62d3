package dev.poolhouse.risk;

import java.time.Instant;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskConfigurationType;

/// A risk configuration as it is stored.
///
/// @param scope what it is for
/// @param document what was set, without ids and date
/// @param modifiedAt when it was set
public record RiskConfiguration(
    RiskScope scope, RiskConfigurationType document, Instant modifiedAt) {}
