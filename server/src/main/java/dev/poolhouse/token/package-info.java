/// ID, access and refresh tokens: what is in them, who may use them, when they end. Read
/// [dev.poolhouse.token.TokenIssuer] and [dev.poolhouse.token.AccessTokens] first. May import
/// `group`, `user`, `trigger`, `client`, `pool`, `crypto`, `store` and `wire`.
@NullMarked
package dev.poolhouse.token;

import org.jspecify.annotations.NullMarked;
