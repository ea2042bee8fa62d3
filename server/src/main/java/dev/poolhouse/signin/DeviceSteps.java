package dev.poolhouse.signin;

import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.ErrorCode;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NewDeviceMetadataType;

/// What the client's device does in a sign-in (sign-in reference §4). May be shared.
final class DeviceSteps {

  /// Whether the client named a remembered device of this user that may take the place of a second
  /// factor.
  boolean standsIn(Progress progress) {
    return false;
  }

  /// Asks for the device's proof.
  Outcome ask(Progress progress, Recording.Change change) {
    throw ApiException.of(
        ErrorCode.OPERATION_NOT_IMPLEMENTED,
        "Signing in with a device is not implemented by this server yet.");
  }

  /// A device to confirm, where the pool tracks devices and the client named none.
  Optional<NewDeviceMetadataType> metadata(Progress progress) {
    return Optional.empty();
  }
}
