package dev.poolhouse.signin;

import java.util.Optional;

/// Where a call of a sign-in comes from.
///
/// @param address the client's address
/// @param deviceKey the device that this call or an earlier one named, if any
/// @param named whether this very call named it
record Terminal(String address, Optional<String> deviceKey, boolean named) {

  static Terminal of(Opening opening) {
    Optional<String> key = Opening.deviceKey(opening.parameters());
    return new Terminal(opening.caller().origin().address(), key, key.isPresent());
  }

  static Terminal of(Answer answer, Attempt attempt) {
    Optional<String> key = Opening.deviceKey(answer.responses());
    return new Terminal(
        answer.caller().origin().address(), key.or(attempt::deviceKey), key.isPresent());
  }
}
