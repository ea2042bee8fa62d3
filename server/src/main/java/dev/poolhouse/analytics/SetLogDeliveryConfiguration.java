package dev.poolhouse.analytics;

import dev.poolhouse.pool.LogDelivery;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolEdits;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LogDeliveryConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetLogDeliveryConfigurationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetLogDeliveryConfigurationResponse;

/// Sets which logs a pool delivers: all of them anew, and none with an empty list. The destinations
/// are kept and shown; what takes the logs here are the sinks that the operator has set up.
///
/// Source: SetLogDeliveryConfiguration page of the API reference; developer guide, "Exporting logs
/// from Amazon Cognito user pools".
public final class SetLogDeliveryConfiguration
    implements Operation<SetLogDeliveryConfigurationRequest, SetLogDeliveryConfigurationResponse> {
  private final PoolEdits edits;

  public SetLogDeliveryConfiguration(PoolEdits edits) {
    this.edits = edits;
  }

  @Override
  public SetLogDeliveryConfigurationResponse run(
      Caller caller, SetLogDeliveryConfigurationRequest request) {
    LogDelivery delivery = new LogDelivery(request.logConfigurations());
    Pool changed =
        edits.change(
            caller,
            request.userPoolId(),
            pool -> {
              LogDeliveryCheck.check(pool, delivery);
              return pool.withLogDelivery(delivery);
            });
    return SetLogDeliveryConfigurationResponse.builder()
        .logDeliveryConfiguration(shown(changed))
        .build();
  }

  static LogDeliveryConfigurationType shown(Pool pool) {
    return LogDeliveryConfigurationType.builder()
        .userPoolId(pool.id().value())
        .logConfigurations(pool.logDelivery().configurations())
        .build();
  }
}
