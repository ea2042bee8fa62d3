package dev.poolhouse.device;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateDeviceStatusRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateDeviceStatusResponse;

/// Sets whether a device of a user is remembered.
///
/// Source: AdminUpdateDeviceStatus page of the API reference; sign-in reference §4.2.
public final class AdminUpdateDeviceStatus
    implements Operation<AdminUpdateDeviceStatusRequest, AdminUpdateDeviceStatusResponse> {
  private final Pools pools;
  private final Transactions transactions;
  private final UserNames names;
  private final Devices devices;

  public AdminUpdateDeviceStatus(
      Pools pools, Transactions transactions, UserNames names, Devices devices) {
    this.pools = pools;
    this.transactions = transactions;
    this.names = names;
    this.devices = devices;
  }

  @Override
  public AdminUpdateDeviceStatusResponse run(
      Caller caller, AdminUpdateDeviceStatusRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    User user = transactions.read("find user", tx -> names.require(tx, pool, request.username()));
    devices.remember(user.id(), request.deviceKey(), request.deviceRememberedStatus());
    return AdminUpdateDeviceStatusResponse.builder().build();
  }
}
