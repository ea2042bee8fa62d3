package dev.poolhouse.device;

import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.Objects;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetDeviceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetDeviceResponse;

/// Shows a device of the signed-in user. The model calls the access token optional; without one
/// there is nobody to show a device of (unsure which error the service answers).
///
/// Source: GetDevice page of the API reference; sign-in reference §4.3.
public final class GetDevice implements Operation<GetDeviceRequest, GetDeviceResponse> {
  private final AccessTokens tokens;
  private final Devices devices;

  public GetDevice(AccessTokens tokens, Devices devices) {
    this.tokens = tokens;
    this.devices = devices;
  }

  @Override
  public GetDeviceResponse run(Caller caller, GetDeviceRequest request) {
    AccessTokens.Grant grant =
        tokens.require(Objects.requireNonNullElse(request.accessToken(), ""));
    return GetDeviceResponse.builder()
        .device(devices.show(grant.pool(), grant.user(), request.deviceKey()))
        .build();
  }
}
