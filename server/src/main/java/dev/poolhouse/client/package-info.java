/// App clients and their secrets. Read [dev.poolhouse.client.Client] first. May import `pool`,
/// `crypto`, `store` and `wire`.
@NullMarked
package dev.poolhouse.client;

import org.jspecify.annotations.NullMarked;
