package dev.poolhouse.device;

import dev.poolhouse.store.Tx;
import dev.poolhouse.token.ConfirmedDevices;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The confirmed devices in the database, always found through their user.
public interface DeviceStore extends ConfirmedDevices {

  /// Which devices to list.
  enum Kept {
    /// every confirmed one
    ANY,
    /// those that are remembered
    REMEMBERED
  }

  /// Stores a device; false when the user has one of its key already.
  boolean insert(Tx tx, Device device);

  /// The user's device of that key.
  Optional<Device> find(Tx tx, UserId userId, String key);

  /// The user's devices in the order of their keys, after `afterKey` (empty text: from the start).
  List<Device> list(Tx tx, UserId userId, Kept kept, String afterKey, int limit);

  /// Sets whether the device is remembered; false when there is none.
  boolean remember(Tx tx, UserId userId, String key, boolean remembered, Instant now);

  /// Notes that the device was signed in with; false when there is none.
  boolean used(Tx tx, UserId userId, String key, String address, Instant now);

  /// The same for one that has proven itself; false also when it is not remembered any more, and
  /// then its proof is worth nothing.
  boolean proven(Tx tx, UserId userId, String key, String address, Instant now);

  /// Deletes the device; false when there is none.
  boolean delete(Tx tx, UserId userId, String key);
}
