package dev.poolhouse.app;

import dev.poolhouse.http.OperationTable;
import dev.poolhouse.risk.AdminListUserAuthEvents;
import dev.poolhouse.risk.AdminUpdateAuthEventFeedback;
import dev.poolhouse.risk.DescribeRiskConfiguration;
import dev.poolhouse.risk.SetRiskConfiguration;
import dev.poolhouse.risk.UpdateAuthEventFeedback;
import dev.poolhouse.sql.CachedClients;
import dev.poolhouse.sql.CachedPools;
import dev.poolhouse.sql.ConfigTransactions;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.user.UserNames;

/// The operations of threat protection.
final class RiskOperations {
  private RiskOperations() {}

  static void register(OperationTable table, Core core, Stores stores, Services services) {
    CachedPools pools = services.configuration().pools();
    CachedClients clients = services.configuration().clients();
    ConfigTransactions transactions = services.configuration().transactions();
    Transactions database = core.database();
    UserNames names = services.users().names();
    RiskServices risk = services.risk();
    table
        .register(
            new AdminListUserAuthEvents(
                pools, database, names, stores.authEvents(), services.pages()))
        .register(new AdminUpdateAuthEventFeedback(pools, database, names, risk.feedback()))
        .register(
            new DescribeRiskConfiguration(
                pools, clients, stores.riskConfigurations(), transactions))
        .register(
            new SetRiskConfiguration(
                pools, clients, stores.riskConfigurations(), transactions, core.clock()))
        .register(
            new UpdateAuthEventFeedback(
                pools,
                new UpdateAuthEventFeedback.Reading(database, stores.users(), names),
                risk.feedbackTokens(),
                risk.feedback()));
  }
}
