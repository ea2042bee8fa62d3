package dev.poolhouse.app;

import dev.poolhouse.http.OperationTable;
import dev.poolhouse.mfa.AdminDeleteSoftwareToken;
import dev.poolhouse.mfa.AdminSetUserMFAPreference;
import dev.poolhouse.mfa.AdminSetUserSettings;
import dev.poolhouse.mfa.AssociateSoftwareToken;
import dev.poolhouse.mfa.Enrolments;
import dev.poolhouse.mfa.Preferences;
import dev.poolhouse.mfa.SetUserMFAPreference;
import dev.poolhouse.mfa.SetUserSettings;
import dev.poolhouse.mfa.SoftwareTokens;
import dev.poolhouse.mfa.VerifySoftwareToken;
import dev.poolhouse.sql.CachedPools;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.user.UserChanges;

/// The operations on second factors.
final class MfaOperations {
  private MfaOperations() {}

  static void register(OperationTable table, Core core, Stores stores, Services services) {
    CachedPools pools = services.configuration().pools();
    AccessTokens access = services.tokens().access();
    UserChanges changes = services.users().changes();
    SoftwareTokens tokens = services.mfa().softwareTokens();
    Preferences preferences = new Preferences(stores.softwareTokens(), core.clock());
    Enrolments enrolments = new Enrolments(access, services.signIn().setups());
    table
        .register(
            new AdminDeleteSoftwareToken(pools, changes, stores.softwareTokens(), core.clock()))
        .register(new AdminSetUserMFAPreference(pools, changes, preferences))
        .register(new AdminSetUserSettings(pools, changes, preferences))
        .register(
            new AssociateSoftwareToken(
                enrolments,
                tokens,
                new AssociateSoftwareToken.Storing(
                    core.database(), changes, stores.softwareTokens())))
        .register(new SetUserMFAPreference(access, changes, preferences))
        .register(new SetUserSettings(access, changes, preferences))
        .register(
            new VerifySoftwareToken(enrolments, tokens, core.database(), changes, core.clock()));
  }
}
