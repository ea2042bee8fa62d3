package dev.poolhouse.device;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetDeviceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetDeviceResponse;

/// Shows a device of a user.
///
/// Source: AdminGetDevice page of the API reference; sign-in reference §4.3.
public final class AdminGetDevice
    implements Operation<AdminGetDeviceRequest, AdminGetDeviceResponse> {
  private final Pools pools;
  private final Transactions transactions;
  private final UserNames names;
  private final Devices devices;

  public AdminGetDevice(Pools pools, Transactions transactions, UserNames names, Devices devices) {
    this.pools = pools;
    this.transactions = transactions;
    this.names = names;
    this.devices = devices;
  }

  @Override
  public AdminGetDeviceResponse run(Caller caller, AdminGetDeviceRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    User user = transactions.read("find user", tx -> names.require(tx, pool, request.username()));
    return AdminGetDeviceResponse.builder()
        .device(devices.show(pool, user, request.deviceKey()))
        .build();
  }
}
