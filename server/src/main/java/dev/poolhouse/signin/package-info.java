/// Signing in: one engine behind every door. Read [dev.poolhouse.signin.Attempt] and
/// [dev.poolhouse.signin.NextStep] first. May import every other feature.
@NullMarked
package dev.poolhouse.signin;

import org.jspecify.annotations.NullMarked;
