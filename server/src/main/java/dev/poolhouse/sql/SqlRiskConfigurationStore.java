package dev.poolhouse.sql;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.risk.RiskConfiguration;
import dev.poolhouse.risk.RiskConfigurationStore;
import dev.poolhouse.risk.RiskScope;
import dev.poolhouse.store.Tx;
import dev.poolhouse.wire.ApiCodec;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskConfigurationType;

/// Risk configurations in the table `risk_configuration`. May be shared.
public final class SqlRiskConfigurationStore implements RiskConfigurationStore {
  private static final String FIND =
      """
      select document, modified_at from risk_configuration
      where pool_key = :pool and client_id = :client
      """;

  private static final String PUT =
      """
      insert into risk_configuration (pool_key, client_id, document, modified_at)
      values (:pool, :client, :document, :modified)
      on conflict (pool_key, client_id) do update set
        document = excluded.document, modified_at = excluded.modified_at
      """;

  private static final String DELETE =
      "delete from risk_configuration where pool_key = :pool and client_id = :client";

  @Override
  public Optional<RiskConfiguration> find(Tx tx, RiskScope scope) {
    return SqlTx.handle(tx)
        .createQuery(FIND)
        .bind("pool", scope.poolKey().value())
        .bind("client", client(scope))
        .map(
            (row, _) ->
                new RiskConfiguration(
                    scope,
                    ApiCodec.<RiskConfigurationType>readText(
                        RiskConfigurationType::builder, row.getString("document")),
                    Instant.ofEpochMilli(row.getLong("modified_at"))))
        .findOne();
  }

  @Override
  public void put(Tx tx, RiskConfiguration configuration) {
    SqlTx.handle(tx)
        .createUpdate(PUT)
        .bind("pool", configuration.scope().poolKey().value())
        .bind("client", client(configuration.scope()))
        .bind("document", ApiCodec.writeText(configuration.document()))
        .bind("modified", configuration.modifiedAt().toEpochMilli())
        .execute();
    ConfigVersion.bump(tx);
  }

  @Override
  public void delete(Tx tx, RiskScope scope) {
    SqlTx.handle(tx)
        .createUpdate(DELETE)
        .bind("pool", scope.poolKey().value())
        .bind("client", client(scope))
        .execute();
    ConfigVersion.bump(tx);
  }

  /// Empty text stands for the pool.
  private static String client(RiskScope scope) {
    return scope.clientId().map(ClientId::value).orElse("");
  }
}
