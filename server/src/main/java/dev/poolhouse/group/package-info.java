/// Groups and memberships. Read [dev.poolhouse.group.Group] first. May import `user`, `pool`,
/// `crypto`, `store` and `wire`.
@NullMarked
package dev.poolhouse.group;

import org.jspecify.annotations.NullMarked;
