/// Second factors: code generators, and which factors a user has switched on. Asking for them at
/// sign-in is the business of `signin`. Read [dev.poolhouse.mfa.SoftwareTokens] first. May import
/// `token`, `user`, `client`, `pool`, `crypto`, `store` and `wire`.
@NullMarked
package dev.poolhouse.mfa;

import org.jspecify.annotations.NullMarked;
