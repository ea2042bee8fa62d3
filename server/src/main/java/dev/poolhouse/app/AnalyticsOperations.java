package dev.poolhouse.app;

import dev.poolhouse.analytics.GetLogDeliveryConfiguration;
import dev.poolhouse.analytics.SetLogDeliveryConfiguration;
import dev.poolhouse.http.OperationTable;
import dev.poolhouse.pool.PoolEdits;

/// The operations on the logs that a pool delivers.
final class AnalyticsOperations {
  private AnalyticsOperations() {}

  static void register(OperationTable table, Core core, Stores stores, Services services) {
    Configuration configuration = services.configuration();
    table
        .register(new GetLogDeliveryConfiguration(configuration.pools()))
        .register(
            new SetLogDeliveryConfiguration(
                new PoolEdits(configuration.transactions(), stores.pools(), core.clock())));
  }
}
