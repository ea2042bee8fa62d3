package dev.poolhouse.signin;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.risk.ClientContext;
import dev.poolhouse.trigger.Occasion;
import dev.poolhouse.wire.Caller;
import java.util.Map;
import java.util.Optional;

/// What a call of a sign-in tells of where it comes from.
///
/// @param occasion who calls, with which metadata for functions
/// @param deviceKey the device that this call or an earlier one named, if any
/// @param named whether this very call named it
/// @param opens whether this call is the first of the sign-in
/// @param endpointId `AnalyticsEndpointId`
/// @param from what the call tells of its device
/// @param breachedPassword whether others know the password that it proved
/// @param watched what threat protection has to do with the sign-in
record CallContext(
    Occasion occasion,
    Optional<String> deviceKey,
    boolean named,
    boolean opens,
    Optional<String> endpointId,
    ClientContext from,
    boolean breachedPassword,
    Optional<Watched> watched) {

  private static final Caller NOBODY = new Caller.Anonymous(new Caller.Origin("", "", "", "", ""));

  /// The client's address; empty where none is known.
  String address() {
    return occasion.caller().origin().address();
  }

  /// A call of another operation than those that sign in, which fires no trigger.
  static CallContext elsewhere(Pool pool, Attempt attempt) {
    Occasion occasion =
        new Occasion(pool, NOBODY, "VerifySoftwareToken", attempt.clientId().value(), Map.of());
    return new CallContext(
        occasion,
        attempt.deviceKey(),
        false,
        false,
        Optional.empty(),
        ClientContext.at(""),
        false,
        attempt.watched());
  }

  static CallContext of(Opening opening) {
    Optional<String> key = Opening.deviceKey(opening.parameters());
    return new CallContext(
        opening.occasion(),
        key,
        key.isPresent(),
        true,
        opening.endpointId(),
        opening.from(),
        false,
        Optional.empty());
  }

  static CallContext of(Answer answer, Attempt attempt) {
    Optional<String> key = Opening.deviceKey(answer.responses());
    return new CallContext(
        answer.occasion(),
        key.or(attempt::deviceKey),
        key.isPresent(),
        false,
        answer.endpointId(),
        answer.from(),
        false,
        attempt.watched());
  }

  /// The same call, once it is known that others know its password.
  CallContext withBreachedPassword() {
    return new CallContext(occasion, deviceKey, named, opens, endpointId, from, true, watched);
  }

  /// The same call, once its risk is decided about.
  CallContext with(Watched decided) {
    return new CallContext(
        occasion,
        deviceKey,
        named,
        opens,
        endpointId,
        from,
        breachedPassword,
        Optional.of(decided));
  }
}
