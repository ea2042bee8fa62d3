package dev.poolhouse.app;

import dev.poolhouse.client.SecretCheck;
import dev.poolhouse.device.DeviceKeys;
import dev.poolhouse.device.DeviceVerifiers;
import dev.poolhouse.message.Messages;
import dev.poolhouse.pool.Pages;
import dev.poolhouse.risk.BreachedPasswords;
import dev.poolhouse.risk.Locations;
import dev.poolhouse.signin.SignIn;
import dev.poolhouse.token.Issuers;
import dev.poolhouse.trigger.Triggers;
import dev.poolhouse.user.RequestRate;
import dev.poolhouse.user.Turns;
import java.util.List;

/// What operations share, wired by hand.
///
/// @param configuration pools, app clients and keys
/// @param users services of users
/// @param tokens services of tokens
/// @param secrets checks app clients' secrets
/// @param pages cuts lists into pages
/// @param signIn the sign-in engine
/// @param mfa services of second factors
/// @param messages what users are told
/// @param triggers calls the pool's functions
/// @param events what is told of sign-ups and sign-ins
/// @param risk services of threat protection
record Services(
    Configuration configuration,
    UserServices users,
    TokenServices tokens,
    SecretCheck secrets,
    Pages pages,
    SignIn signIn,
    MfaServices mfa,
    Messages messages,
    Triggers triggers,
    EventServices events,
    RiskServices risk) {

  static Services of(
      Core core,
      Stores stores,
      Issuers issuers,
      Messages messages,
      Triggers triggers,
      EventServices events,
      BreachedPasswords breached,
      Locations locations,
      RequestRate requests,
      Turns turns) {
    Configuration configuration = Configuration.of(core, stores);
    UserServices users = UserServices.of(core, stores, messages, triggers, requests, turns);
    TokenServices tokens =
        TokenServices.of(core, stores, configuration, issuers, triggers, users.limits());
    SecretCheck secrets = new SecretCheck(core.sealer());
    MfaServices mfa = MfaServices.of(core, stores);
    RiskServices risk =
        RiskServices.of(core, stores, configuration, messages, events.logs(), breached, locations);
    SignIn signIn =
        SignIn.of(
            new SignIn.Stores(
                stores.signIns(),
                stores.users(),
                stores.lockouts(),
                stores.clients(),
                stores.sessions(),
                stores.rates(),
                stores.devices(),
                stores.pendingDevices(),
                stores.passkeys(),
                stores.customRounds()),
            new SignIn.Using(
                core.database(),
                users.names(),
                users.changes(),
                users.passwords(),
                users.history(),
                users.limits(),
                secrets,
                messages,
                events.analytics(),
                tokens.refresh(),
                tokens.issuer(),
                new DeviceKeys(core.sealer(), core.ids()),
                new DeviceVerifiers(core.sealer()),
                mfa.softwareTokens(),
                configuration.pools(),
                configuration.clients(),
                tokens.access(),
                triggers,
                users.migrations(),
                risk.protection()),
            core.sealer(),
            core.random(),
            core.clock(),
            List.of(core.clock(), core.real()));
    return new Services(
        configuration,
        users,
        tokens,
        secrets,
        new Pages(core.pageTokens()),
        signIn,
        mfa,
        messages,
        triggers,
        events,
        risk);
  }
}
