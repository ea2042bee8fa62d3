/// The ways functions are reached: an endpoint that speaks Lambda's Invoke, a webhook of the
/// operator's, and files that this server runs itself. Read [Invoker] first. May import `trigger`,
/// `crypto` and `wire`.
@NullMarked
package dev.poolhouse.lambda;

import org.jspecify.annotations.NullMarked;
