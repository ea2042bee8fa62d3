package dev.poolhouse.signin;

import dev.poolhouse.client.Client;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.risk.ClientContext;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.wire.Caller;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;

/// The answer to a challenge, whichever door it came through.
///
/// @param occasion who calls, in which pool, with which metadata for functions
/// @param client the app client
/// @param challenge `ChallengeName`
/// @param session `Session`, when sent
/// @param responses `ChallengeResponses`
/// @param endpointId `AnalyticsEndpointId`
/// @param from what the call tells of its device
record Answer(
    Occasion occasion,
    Client client,
    ChallengeNameType challenge,
    Optional<String> session,
    Map<String, String> responses,
    Optional<String> endpointId,
    ClientContext from) {

  Caller caller() {
    return occasion.caller();
  }

  Pool pool() {
    return occasion.pool();
  }

  /// Names the answer without showing what it says.
  @Override
  public String toString() {
    return "Answer[" + client.id() + ", " + challenge + "]";
  }

  /// The response `key`; throws `Missing required parameter <key>` where it is absent or empty.
  String require(String key) {
    return optional(key).orElseThrow(() -> Opening.missing(key));
  }

  /// The response `key`, unless it is absent or empty.
  Optional<String> optional(String key) {
    return Optional.ofNullable(responses.get(key)).filter(value -> !value.isEmpty());
  }
}
