/// Users: records, names, attributes, passwords, codes and the signed operations on them. Read
/// [dev.poolhouse.user.User] and [dev.poolhouse.user.UserStore] first. May import `message`,
/// `trigger`, `analytics`, `client`, `pool`, `crypto`, `store` and `wire`.
@NullMarked
package dev.poolhouse.user;

import org.jspecify.annotations.NullMarked;
