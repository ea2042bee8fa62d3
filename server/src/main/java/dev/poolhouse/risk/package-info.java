/// Threat protection: where a request comes from, how risky that is, what the pool does about it,
/// and the history of a user's sign-ins. Read [dev.poolhouse.risk.ThreatProtection] and
/// [dev.poolhouse.risk.RiskScore] first. May import `user`, `message`, `trigger`, `client`, `pool`,
/// `crypto`, `store` and `wire`.
@NullMarked
package dev.poolhouse.risk;

import org.jspecify.annotations.NullMarked;
