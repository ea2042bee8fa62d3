package dev.poolhouse.signin;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.device.Device;
import dev.poolhouse.device.DeviceKeys;
import dev.poolhouse.device.DeviceStore;
import dev.poolhouse.device.Devices;
import dev.poolhouse.device.PendingDevice;
import dev.poolhouse.device.PendingDeviceStore;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.user.UserId;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NewDeviceMetadataType;

/// What the client's device does in a sign-in (sign-in reference §4). May be shared.
final class DeviceSteps {
  private final Reading reading;
  private final DeviceKeys keys;
  private final Recording recording;
  private final Sessions sessions;
  private final InstantSource clock;

  /// Where devices are.
  record Reading(Transactions transactions, DeviceStore devices, PendingDeviceStore pending) {}

  DeviceSteps(
      Reading reading,
      DeviceKeys keys,
      Recording recording,
      Sessions sessions,
      InstantSource clock) {
    this.reading = reading;
    this.keys = keys;
    this.recording = recording;
    this.sessions = sessions;
    this.clock = clock;
  }

  /// The confirmed device that the client named; empty where the pool keeps track of none.
  ///
  /// Throws `Device does not exist.` when this very call named one that the user does not have. One
  /// that was named earlier is passed over: clients that get this error answer the same challenge
  /// again and cannot take back what they said at the beginning.
  Optional<Device> find(Progress progress) {
    Optional<String> key =
        progress.deviceKey().filter(_ -> progress.pool().policy().tracksDevices());
    Optional<Device> device = key.flatMap(named -> find(progress.user().id(), named));
    if (key.isPresent() && device.isEmpty() && progress.context().named()) {
      throw Devices.missing();
    }
    return device;
  }

  /// The user's device of that key.
  Optional<Device> find(UserId id, String key) {
    return reading.transactions().read("sign-in-device", tx -> reading.devices().find(tx, id, key));
  }

  /// Whether a device may take the place of a second factor.
  static boolean standsIn(Pool pool, Device device) {
    return pool.policy().remembersDevicesForMfa() && device.remembered();
  }

  /// Asks for the device's proof. The sign-in is stored too, for clients that answer without their
  /// session.
  Outcome ask(Progress progress, Device device, Recording.Change change) {
    Attempt attempt = sessions.next(progress, new Challenge.DeviceSrpAuth());
    String session = sessions.session(attempt);
    PendingDevice pending =
        new PendingDevice(
            device.userId(),
            progress.client().id(),
            device.key(),
            attempt.id(),
            session,
            attempt.expiresAt());
    recording.commit(
        progress,
        Optional.empty(),
        (tx, now) -> {
          reading.pending().put(tx, pending);
          return change.write(tx, now);
        });
    return Outcome.Challenged.of(attempt.challenge().name(), Map.of(), session);
  }

  /// The stored sign-in that waits for this device's proof.
  Optional<PendingDevice> pending(UserId id, ClientId client, String key) {
    return reading
        .transactions()
        .read("pending-device", tx -> reading.pending().find(tx, id, client, key));
  }

  /// Uses up the stored form of a sign-in; false when it is not there any more.
  boolean consume(Tx tx, UserId id, Attempt attempt, String key) {
    return reading.pending().consume(tx, id, attempt.clientId(), key, attempt.id());
  }

  /// A device to confirm, where the pool tracks devices and the client named none that it knows.
  Optional<NewDeviceMetadataType> metadata(Progress progress, Optional<Device> device) {
    Pool pool = progress.pool();
    if (device.isPresent() || !pool.policy().tracksDevices()) {
      return Optional.empty();
    }
    return Optional.of(
        NewDeviceMetadataType.builder()
            .deviceKey(keys.newKey(pool))
            .deviceGroupKey(keys.groupKey(pool))
            .build());
  }

  /// Notes that a sign-in with the device is complete, beside what else changes.
  ///
  /// The change throws `Device does not exist.` when the device has been forgotten meanwhile, or
  /// has proven itself and is not remembered any more.
  Recording.Change noting(Progress progress, Device device, Recording.Change change) {
    String address = progress.context().address();
    return (tx, now) -> {
      boolean stands =
          progress.proven().contains(Factor.DEVICE)
              ? reading.devices().proven(tx, now.id(), device.key(), address, clock.instant())
              : reading.devices().used(tx, now.id(), device.key(), address, clock.instant());
      if (!stands) {
        throw Devices.missing();
      }
      return change.write(tx, now);
    };
  }
}
