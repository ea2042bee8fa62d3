/// User pools: their configuration, keys and tags. Read [dev.poolhouse.pool.Pool] and
/// [dev.poolhouse.pool.PoolPolicy] first. May import `crypto`, `store` and `wire`.
@NullMarked
package dev.poolhouse.pool;

import org.jspecify.annotations.NullMarked;
