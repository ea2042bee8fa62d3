package dev.poolhouse.signin;

import java.util.Optional;

/// What a call of a sign-in tells of where it comes from.
///
/// @param address the client's address
/// @param deviceKey the device that this call or an earlier one named, if any
/// @param named whether this very call named it
/// @param opens whether this call is the first of the sign-in
record CallContext(String address, Optional<String> deviceKey, boolean named, boolean opens) {

  static CallContext of(Opening opening) {
    Optional<String> key = Opening.deviceKey(opening.parameters());
    return new CallContext(opening.caller().origin().address(), key, key.isPresent(), true);
  }

  static CallContext of(Answer answer, Attempt attempt) {
    Optional<String> key = Opening.deviceKey(answer.responses());
    return new CallContext(
        answer.caller().origin().address(), key.or(attempt::deviceKey), key.isPresent(), false);
  }
}
