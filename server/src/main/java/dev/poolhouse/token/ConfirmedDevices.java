package dev.poolhouse.token;

import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;

/// Which devices are there. A sign-in that was given a device key can be refreshed only by a device
/// that has been confirmed and not forgotten since.
public interface ConfirmedDevices {

  /// Whether the user has a confirmed device of that key.
  boolean confirmed(Tx tx, UserId userId, String deviceKey);
}
