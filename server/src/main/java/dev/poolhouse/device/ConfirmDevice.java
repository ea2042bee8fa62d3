package dev.poolhouse.device;

import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import dev.poolhouse.token.AccessTokens;
import dev.poolhouse.user.UserNames;
import dev.poolhouse.user.UserStore;
import dev.poolhouse.wire.ApiException;
import dev.poolhouse.wire.Caller;
import dev.poolhouse.wire.ErrorCode;
import dev.poolhouse.wire.Operation;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmDeviceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmDeviceResponse;

/// Makes the device of a sign-in known: stores the verifier of its secret. Only the key that this
/// very sign-in was given can be confirmed. The device is remembered at once, unless the pool
/// leaves that to the user.
///
/// Source: ConfirmDevice page of the API reference; sign-in reference §2.3, §4.2, §4.3.
public final class ConfirmDevice implements Operation<ConfirmDeviceRequest, ConfirmDeviceResponse> {
  private final AccessTokens tokens;
  private final Storing storing;
  private final DeviceKeys keys;
  private final DeviceVerifiers verifiers;
  private final InstantSource clock;

  /// Where the device goes.
  public record Storing(Transactions transactions, UserStore users, DeviceStore devices) {}

  public ConfirmDevice(
      AccessTokens tokens,
      Storing storing,
      DeviceKeys keys,
      DeviceVerifiers verifiers,
      InstantSource clock) {
    this.tokens = tokens;
    this.storing = storing;
    this.keys = keys;
    this.verifiers = verifiers;
    this.clock = clock;
  }

  @Override
  public ConfirmDeviceResponse run(Caller caller, ConfirmDeviceRequest request) {
    AccessTokens.Grant grant = tokens.require(request.accessToken());
    String key = request.deviceKey();
    if (grant.deviceKey().filter(key::equals).isEmpty()) {
      throw DeviceKeys.invalid();
    }
    Device device = device(caller, grant, request);
    storing.transactions().run("confirm device", tx -> store(tx, device));
    return ConfirmDeviceResponse.builder()
        .userConfirmationNecessary(grant.pool().policy().asksToRememberDevices())
        .build();
  }

  private Device device(Caller caller, AccessTokens.Grant grant, ConfirmDeviceRequest request) {
    PoolPolicy policy = grant.pool().policy();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String key = request.deviceKey();
    return new Device(
        grant.user().id(),
        key,
        keys.groupKey(grant.pool()),
        Optional.ofNullable(request.deviceName()),
        verifiers.seal(grant.user().id(), key, request.deviceSecretVerifierConfig()),
        !policy.asksToRememberDevices(),
        Optional.of(caller.origin().address()),
        now,
        now,
        now);
  }

  private void store(Tx tx, Device device) {
    if (storing.users().find(tx, device.userId()).isEmpty()) {
      throw UserNames.missing();
    }
    if (!storing.devices().insert(tx, device)) {
      throw ApiException.of(ErrorCode.DEVICE_KEY_EXISTS, "Device already exists."); // text (unsure)
    }
  }
}
