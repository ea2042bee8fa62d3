package dev.poolhouse.app;

import dev.poolhouse.http.OperationTable;
import dev.poolhouse.signin.AdminGetUserAuthFactors;
import dev.poolhouse.signin.GetUserAuthFactors;
import dev.poolhouse.sql.CachedPools;

/// The operations that tell what users can sign in with.
final class SignInOperations {
  private SignInOperations() {}

  static void register(OperationTable table, Services services) {
    CachedPools pools = services.configuration().pools();
    table
        .register(
            new AdminGetUserAuthFactors(
                pools, services.users().changes(), services.signIn().userFactors()))
        .register(
            new GetUserAuthFactors(services.tokens().access(), services.signIn().userFactors()));
  }
}
