/// Devices: what a user signs in from, how the server comes to know it, and the operations on it.
/// Read [dev.poolhouse.device.Device] and [dev.poolhouse.device.ConfirmDevice] first. May import
/// `token`, `user`, `client`, `pool`, `crypto`, `store` and `wire`.
@NullMarked
package dev.poolhouse.device;

import org.jspecify.annotations.NullMarked;
