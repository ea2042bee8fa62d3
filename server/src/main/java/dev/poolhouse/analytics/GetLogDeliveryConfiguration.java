package dev.poolhouse.analytics;

import dev.poolhouse.pool.Pools;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetLogDeliveryConfigurationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetLogDeliveryConfigurationResponse;

/// Shows which logs a pool delivers; an empty list when none were set (unsure).
public final class GetLogDeliveryConfiguration
    implements Operation<GetLogDeliveryConfigurationRequest, GetLogDeliveryConfigurationResponse> {
  private final Pools pools;

  public GetLogDeliveryConfiguration(Pools pools) {
    this.pools = pools;
  }

  @Override
  public GetLogDeliveryConfigurationResponse run(
      Caller caller, GetLogDeliveryConfigurationRequest request) {
    return GetLogDeliveryConfigurationResponse.builder()
        .logDeliveryConfiguration(
            SetLogDeliveryConfiguration.shown(pools.require(caller, request.userPoolId())))
        .build();
  }
}
