package dev.poolhouse.app;

import dev.poolhouse.http.OperationTable;
import dev.poolhouse.passkey.CompleteWebAuthnRegistration;
import dev.poolhouse.passkey.DeleteWebAuthnCredential;
import dev.poolhouse.passkey.ListWebAuthnCredentials;
import dev.poolhouse.passkey.StartWebAuthnRegistration;
import dev.poolhouse.sql.SqlPasskeyStore;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.token.AccessTokens;

/// The operations on passkeys.
final class PasskeyOperations {
  private PasskeyOperations() {}

  static void register(OperationTable table, Core core, Stores stores, Services services) {
    AccessTokens tokens = services.tokens().access();
    SqlPasskeyStore passkeys = stores.passkeys();
    Transactions database = core.database();
    table
        .register(new CompleteWebAuthnRegistration(tokens, database, passkeys, core.clock()))
        .register(new DeleteWebAuthnCredential(tokens, database, passkeys))
        .register(new ListWebAuthnCredentials(tokens, database, passkeys, services.pages()))
        .register(
            new StartWebAuthnRegistration(tokens, database, passkeys, core.random(), core.clock()));
  }
}
