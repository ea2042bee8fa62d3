package dev.poolhouse.device;

import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.Operation;
import java.util.Objects;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgetDeviceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgetDeviceResponse;

/// Forgets a device of the signed-in user. The model calls the access token optional, see
/// [GetDevice].
///
/// Source: ForgetDevice page of the API reference; sign-in reference §4.3.
public final class ForgetDevice implements Operation<ForgetDeviceRequest, ForgetDeviceResponse> {
  private final AccessTokens tokens;
  private final Devices devices;

  public ForgetDevice(AccessTokens tokens, Devices devices) {
    this.tokens = tokens;
    this.devices = devices;
  }

  @Override
  public ForgetDeviceResponse run(Caller caller, ForgetDeviceRequest request) {
    AccessTokens.Grant grant =
        tokens.require(Objects.requireNonNullElse(request.accessToken(), ""));
    devices.forget(grant.user().id(), request.deviceKey());
    return ForgetDeviceResponse.builder().build();
  }
}
