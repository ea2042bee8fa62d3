package dev.poolhouse.app;

import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.token.Issuers;
import dev.poolhouse.token.Refresh;
import dev.poolhouse.token.RefreshTokens;
import dev.poolhouse.token.TokenIssuer;
import dev.poolhouse.trigger.Triggers;
import dev.poolhouse.user.Limits;

/// What operations with tokens share.
///
/// @param issuers the `iss` of each pool
/// @param refreshTokens the text of refresh tokens
/// @param issuer makes tokens
/// @param refresh renews them
/// @param access says what an access token grants
record TokenServices(
    Issuers issuers,
    RefreshTokens refreshTokens,
    TokenIssuer issuer,
    Refresh refresh,
    AccessTokens access) {

  static TokenServices of(
      Core core,
      Stores stores,
      Configuration configuration,
      Issuers issuers,
      Triggers triggers,
      Limits limits) {
    RefreshTokens refreshTokens = new RefreshTokens(core.sealer());
    TokenIssuer issuer =
        new TokenIssuer(
            configuration.signingKeys(),
            issuers,
            refreshTokens,
            triggers,
            core.ids(),
            core.clock());
    Refresh refresh =
        new Refresh(
            core.database(),
            refreshTokens,
            new Refresh.Stores(stores.families(), stores.devices()),
            issuer,
            core.clock());
    AccessTokens access =
        new AccessTokens(
            configuration.signingKeys(),
            issuers,
            configuration.pools(),
            configuration.clients(),
            new AccessTokens.Reading(core.database(), stores.users(), stores.families(), limits),
            core.clock());
    return new TokenServices(issuers, refreshTokens, issuer, refresh, access);
  }
}
