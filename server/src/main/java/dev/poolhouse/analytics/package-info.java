/// What the operator learns of sign-ups, sign-ins and messages: the events of app clients with an
/// analytics configuration, the logs that a pool delivers, and the queue in which both wait for the
/// file and the webhook that take them. Read [dev.poolhouse.analytics.Analytics] first. May import
/// `client`, `pool`, `crypto`, `store` and `wire`.
@NullMarked
package dev.poolhouse.analytics;

import org.jspecify.annotations.NullMarked;
