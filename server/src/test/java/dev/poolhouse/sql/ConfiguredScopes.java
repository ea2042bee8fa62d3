package dev.poolhouse.sql;

import dev.poolhouse.client.Client;
import dev.poolhouse.client.ClientId;
import java.util.List;

/// Scopes of resource servers, put straight into an app client's configuration.
public final class ConfiguredScopes {
  private ConfiguredScopes() {}

  /// Gives the client those scopes and no others. To be called before the server reads the client.
  public static void set(Database database, String clientId, List<String> scopes) {
    SqlClientStore store = new SqlClientStore();
    database.run(
        "set scopes",
        tx -> {
          Client client = store.find(tx, new ClientId(clientId)).orElseThrow();
          store.update(
              tx,
              client.with(
                  client.document().toBuilder().allowedOAuthScopes(scopes).build(),
                  client.modifiedAt()));
        });
  }
}
