package dev.poolhouse.signin;

import dev.poolhouse.client.Client;
import dev.poolhouse.device.DeviceKeys;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.risk.ClientContext;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;

/// The first call of a sign-in, whichever door it came through.
///
/// @param occasion who calls, in which pool, with which metadata for functions
/// @param client the app client
/// @param flow `AuthFlow`
/// @param session `Session`, which stands for a sign-up that was just confirmed
/// @param parameters `AuthParameters`
/// @param admin whether it came through the signed operation
/// @param endpointId `AnalyticsEndpointId`
/// @param from what the call tells of its device
record Opening(
    Occasion occasion,
    Client client,
    AuthFlowType flow,
    Optional<String> session,
    Map<String, String> parameters,
    boolean admin,
    Optional<String> endpointId,
    ClientContext from) {

  private static final int LONGEST_DEVICE_KEY = 55;

  Caller caller() {
    return occasion.caller();
  }

  Pool pool() {
    return occasion.pool();
  }

  /// Names the call without showing what was sent.
  @Override
  public String toString() {
    return "Opening[" + client.id() + ", " + flow + "]";
  }

  /// The parameter `key`; throws `Missing required parameter <key>` where it is absent or empty.
  String require(String key) {
    return optional(key).orElseThrow(() -> missing(key));
  }

  /// The parameter `key`, unless it is absent or empty.
  Optional<String> optional(String key) {
    return Optional.ofNullable(parameters.get(key)).filter(value -> !value.isEmpty());
  }

  /// `DEVICE_KEY`, where it is given; throws `Invalid device key given.` for one that is longer
  /// than any key. Sessions carry it, so it must not grow.
  static Optional<String> deviceKey(Map<String, String> given) {
    Optional<String> key =
        Optional.ofNullable(given.get("DEVICE_KEY")).filter(value -> !value.isEmpty());
    if (key.filter(value -> value.length() > LONGEST_DEVICE_KEY).isPresent()) {
      throw DeviceKeys.invalid();
    }
    return key;
  }

  /// Source: quoted alike by several clients (sign-in reference §0).
  static ApiException missing(String key) {
    return ApiException.invalidParameter("Missing required parameter " + key);
  }
}
