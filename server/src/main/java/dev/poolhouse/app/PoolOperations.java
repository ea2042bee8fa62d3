package dev.poolhouse.app;

import dev.poolhouse.http.OperationTable;
import dev.poolhouse.pool.AddCustomAttributes;
import dev.poolhouse.pool.CreateUserPool;
import dev.poolhouse.pool.DeleteUserPool;
import dev.poolhouse.pool.DescribeUserPool;
import dev.poolhouse.pool.GetSigningCertificate;
import dev.poolhouse.pool.GetUserPoolMfaConfig;
import dev.poolhouse.pool.ListTagsForResource;
import dev.poolhouse.pool.ListUserPools;
import dev.poolhouse.pool.PoolEdits;
import dev.poolhouse.pool.SetUserPoolMfaConfig;
import dev.poolhouse.pool.SimulationSecrets;
import dev.poolhouse.pool.TagResource;
import dev.poolhouse.pool.UntagResource;
import dev.poolhouse.pool.UpdateUserPool;
import dev.poolhouse.sql.CachedPools;
import dev.poolhouse.sql.ConfigTransactions;
import dev.poolhouse.sql.SqlPoolStore;

/// The operations on pools and their tags.
final class PoolOperations {
  private PoolOperations() {}

  static void register(OperationTable table, Core core, Stores stores, Services services) {
    Configuration configuration = services.configuration();
    CachedPools pools = configuration.pools();
    SqlPoolStore store = stores.pools();
    ConfigTransactions transactions = configuration.transactions();
    PoolEdits edits = new PoolEdits(transactions, store, core.clock());
    SimulationSecrets secrets = new SimulationSecrets(core.sealer(), core.random());
    table
        .register(new AddCustomAttributes(edits))
        .register(
            new CreateUserPool(
                transactions,
                store,
                configuration.signingKeys(),
                secrets,
                core.ids(),
                core.clock()))
        .register(new DeleteUserPool(edits))
        .register(new DescribeUserPool(core.database(), pools, store, core.clock()))
        .register(new GetSigningCertificate(pools, configuration.signingKeys()))
        .register(new GetUserPoolMfaConfig(pools))
        .register(new ListTagsForResource(pools))
        .register(new ListUserPools(core.database(), store, services.pages()))
        .register(new SetUserPoolMfaConfig(edits))
        .register(new TagResource(edits))
        .register(new UntagResource(edits))
        .register(new UpdateUserPool(edits));
  }
}
