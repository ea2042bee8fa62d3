package dev.poolhouse.device;

import dev.poolhouse.pool.Pages;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.Pools;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.user.User;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListDevicesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminListDevicesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceType;

/// Lists all confirmed devices of a user, remembered or not (unsure).
///
/// Source: AdminListDevices page of the API reference.
public final class AdminListDevices
    implements Operation<AdminListDevicesRequest, AdminListDevicesResponse> {
  private final Pools pools;
  private final Transactions transactions;
  private final UserNames names;
  private final Devices devices;

  public AdminListDevices(
      Pools pools, Transactions transactions, UserNames names, Devices devices) {
    this.pools = pools;
    this.transactions = transactions;
    this.names = names;
    this.devices = devices;
  }

  @Override
  public AdminListDevicesResponse run(Caller caller, AdminListDevicesRequest request) {
    Pool pool = pools.require(caller, request.userPoolId());
    User user = transactions.read("find user", tx -> names.require(tx, pool, request.username()));
    Pages.Page<DeviceType> page =
        devices.list(
            pool,
            user,
            new Devices.Listing(
                "AdminListDevices",
                DeviceStore.Kept.ANY,
                request.paginationToken(),
                request.limit()));
    return AdminListDevicesResponse.builder()
        .devices(page.items())
        .paginationToken(page.next().orElse(null))
        .build();
  }
}
