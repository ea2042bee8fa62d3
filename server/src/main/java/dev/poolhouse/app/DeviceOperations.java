package dev.poolhouse.app;

import dev.poolhouse.device.AdminForgetDevice;
import dev.poolhouse.device.AdminGetDevice;
import dev.poolhouse.device.AdminListDevices;
import dev.poolhouse.device.AdminUpdateDeviceStatus;
import dev.poolhouse.device.ConfirmDevice;
import dev.poolhouse.device.DeviceKeys;
import dev.poolhouse.device.DeviceVerifiers;
import dev.poolhouse.device.Devices;
import dev.poolhouse.device.ForgetDevice;
import dev.poolhouse.device.GetDevice;
import dev.poolhouse.device.ListDevices;
import dev.poolhouse.device.UpdateDeviceStatus;
import dev.poolhouse.http.OperationTable;
import dev.poolhouse.sql.CachedPools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.user.UserNames;

/// The operations on devices.
final class DeviceOperations {
  private DeviceOperations() {}

  static void register(OperationTable table, Core core, Stores stores, Services services) {
    CachedPools pools = services.configuration().pools();
    Transactions database = core.database();
    AccessTokens tokens = services.tokens().access();
    UserNames names = services.users().names();
    Devices devices = new Devices(database, stores.devices(), services.pages(), core.clock());
    table
        .register(new AdminForgetDevice(pools, database, names, devices))
        .register(new AdminGetDevice(pools, database, names, devices))
        .register(new AdminListDevices(pools, database, names, devices))
        .register(new AdminUpdateDeviceStatus(pools, database, names, devices))
        .register(
            new ConfirmDevice(
                tokens,
                new ConfirmDevice.Storing(database, stores.users(), stores.devices()),
                new DeviceKeys(core.sealer(), core.ids()),
                new DeviceVerifiers(core.sealer()),
                core.clock()))
        .register(new ForgetDevice(tokens, devices))
        .register(new GetDevice(tokens, devices))
        .register(new ListDevices(tokens, devices))
        .register(new UpdateDeviceStatus(tokens, devices));
  }
}
