/// Signing up and getting back in: sign-up, confirmation and password recovery, all without a
/// token. Read [dev.poolhouse.signup.SignUp] first. May import `token`, `group`, `user`, `message`,
/// `trigger`, `analytics`, `client`, `pool`, `crypto`, `store` and `wire`.
@NullMarked
package dev.poolhouse.signup;

import org.jspecify.annotations.NullMarked;
