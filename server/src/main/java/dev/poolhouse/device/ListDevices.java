package dev.poolhouse.device;

import dev.poolhouse.pool.Pages;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListDevicesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListDevicesResponse;

/// Lists the remembered devices of the signed-in user; those that are merely confirmed are left
/// out.
///
/// Source: ListDevices page of the API reference; clients report that only remembered devices come
/// (amplify-js, change 12171).
public final class ListDevices implements Operation<ListDevicesRequest, ListDevicesResponse> {
  private final AccessTokens tokens;
  private final Devices devices;

  public ListDevices(AccessTokens tokens, Devices devices) {
    this.tokens = tokens;
    this.devices = devices;
  }

  @Override
  public ListDevicesResponse run(Caller caller, ListDevicesRequest request) {
    AccessTokens.Grant grant = tokens.require(request.accessToken());
    Pages.Page<DeviceType> page =
        devices.list(
            grant.pool(),
            grant.user(),
            new Devices.Listing(
                "ListDevices",
                DeviceStore.Kept.REMEMBERED,
                request.paginationToken(),
                request.limit()));
    return ListDevicesResponse.builder()
        .devices(page.items())
        .paginationToken(page.next().orElse(null))
        .build();
  }
}
