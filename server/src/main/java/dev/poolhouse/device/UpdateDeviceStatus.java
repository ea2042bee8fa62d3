package dev.poolhouse.device;

import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateDeviceStatusRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateDeviceStatusResponse;

/// Sets whether a device of the signed-in user is remembered. Any of the user's sign-ins may do so,
/// not only the device's own.
///
/// Source: UpdateDeviceStatus page of the API reference; sign-in reference §4.2.
public final class UpdateDeviceStatus
    implements Operation<UpdateDeviceStatusRequest, UpdateDeviceStatusResponse> {
  private final AccessTokens tokens;
  private final Devices devices;

  public UpdateDeviceStatus(AccessTokens tokens, Devices devices) {
    this.tokens = tokens;
    this.devices = devices;
  }

  @Override
  public UpdateDeviceStatusResponse run(Caller caller, UpdateDeviceStatusRequest request) {
    AccessTokens.Grant grant = tokens.require(request.accessToken());
    devices.remember(grant.user().id(), request.deviceKey(), request.deviceRememberedStatus());
    return UpdateDeviceStatusResponse.builder().build();
  }
}
