/// What signed-in users do with their access token: read and change their own account. Read
/// [dev.poolhouse.selfservice.GetUser] first. May import `token`, `group`, `user`, `message`,
/// `trigger`, `client`, `pool`, `crypto`, `store` and `wire`.
@NullMarked
package dev.poolhouse.selfservice;

import org.jspecify.annotations.NullMarked;
