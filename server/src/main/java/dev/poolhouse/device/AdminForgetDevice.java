package dev.poolhouse.device;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminForgetDeviceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminForgetDeviceResponse;

/// Forgets a device of a user.
///
/// Source: AdminForgetDevice page of the API reference.
public final class AdminForgetDevice
    implements Operation<AdminForgetDeviceRequest, AdminForgetDeviceResponse> {
  private final Pools pools;
  private final Transactions transactions;
  private final UserNames names;
  private final Devices devices;

  public AdminForgetDevice(
      Pools pools, Transactions transactions, UserNames names, Devices devices) {
    this.pools = pools;
    this.transactions = transactions;
    this.names = names;
    this.devices = devices;
  }

  @Override
  public AdminForgetDeviceResponse run(Caller caller, AdminForgetDeviceRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    User user = transactions.read("find user", tx -> names.require(tx, pool, request.username()));
    devices.forget(user.id(), request.deviceKey());
    return AdminForgetDeviceResponse.builder().build();
  }
}
