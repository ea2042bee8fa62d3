package dev.poolhouse.app;

import dev.poolhouse.sql.SqlAccessKeyStore;
import dev.poolhouse.sql.SqlAuthEventStore;
import dev.poolhouse.sql.SqlClientStore;
import dev.poolhouse.sql.SqlCodeStore;
import dev.poolhouse.sql.SqlCredentialStore;
import dev.poolhouse.sql.SqlCustomRoundStore;
import dev.poolhouse.sql.SqlDeviceStore;
import dev.poolhouse.sql.SqlEventStore;
import dev.poolhouse.sql.SqlFamilyStore;
import dev.poolhouse.sql.SqlGroupStore;
import dev.poolhouse.sql.SqlLockoutStore;
import dev.poolhouse.sql.SqlMessageQueueStore;
import dev.poolhouse.sql.SqlPasskeyStore;
import dev.poolhouse.sql.SqlPendingDeviceStore;
import dev.poolhouse.sql.SqlPoolStore;
import dev.poolhouse.sql.SqlRateStore;
import dev.poolhouse.sql.SqlRiskConfigurationStore;
import dev.poolhouse.sql.SqlSessionStore;
import dev.poolhouse.sql.SqlSignInStore;
import dev.poolhouse.sql.SqlSigningKeyStore;
import dev.poolhouse.sql.SqlSoftwareTokenStore;
import dev.poolhouse.sql.SqlUserStore;

/// The stores of all features on one database.
record Stores(
    SqlPoolStore pools,
    SqlClientStore clients,
    SqlUserStore users,
    SqlCredentialStore credentials,
    SqlCodeStore codes,
    SqlRateStore rates,
    SqlLockoutStore lockouts,
    SqlGroupStore groups,
    SqlSigningKeyStore signingKeys,
    SqlFamilyStore families,
    SqlSignInStore signIns,
    SqlSessionStore sessions,
    SqlDeviceStore devices,
    SqlPendingDeviceStore pendingDevices,
    SqlCustomRoundStore customRounds,
    SqlMessageQueueStore messages,
    SqlEventStore events,
    SqlAccessKeyStore accessKeys,
    SqlSoftwareTokenStore softwareTokens,
    SqlPasskeyStore passkeys,
    SqlRiskConfigurationStore riskConfigurations,
    SqlAuthEventStore authEvents) {

  static Stores all() {
    return new Stores(
        new SqlPoolStore(),
        new SqlClientStore(),
        new SqlUserStore(),
        new SqlCredentialStore(),
        new SqlCodeStore(),
        new SqlRateStore(),
        new SqlLockoutStore(),
        new SqlGroupStore(),
        new SqlSigningKeyStore(),
        new SqlFamilyStore(),
        new SqlSignInStore(),
        new SqlSessionStore(),
        new SqlDeviceStore(),
        new SqlPendingDeviceStore(),
        new SqlCustomRoundStore(),
        new SqlMessageQueueStore(),
        new SqlEventStore(),
        new SqlAccessKeyStore(),
        new SqlSoftwareTokenStore(),
        new SqlPasskeyStore(),
        new SqlRiskConfigurationStore(),
        new SqlAuthEventStore());
  }
}
