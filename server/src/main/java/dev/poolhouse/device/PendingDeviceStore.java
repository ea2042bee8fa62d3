package dev.poolhouse.device;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;
import java.util.Optional;

/// The sign-ins that wait for a device's proof: the newest one of each user, app client and device.
public interface PendingDeviceStore {

  /// Stores a sign-in, in the place of an older one.
  void put(Tx tx, PendingDevice pending);

  /// The newest sign-in, expired or not.
  Optional<PendingDevice> find(Tx tx, UserId userId, ClientId clientId, String deviceKey);

  /// Uses the sign-in up: true for exactly one caller, and only while it is still the newest.
  boolean consume(Tx tx, UserId userId, ClientId clientId, String deviceKey, String sessionId);
}
