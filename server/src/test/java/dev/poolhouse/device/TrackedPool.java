package dev.poolhouse.device;

import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.DeviceVerifier;
import java.security.SecureRandom;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmDeviceResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceSecretVerifierConfigType;

/// A pool that keeps track of devices, with a user `ann`.
final class TrackedPool {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final TestServer server;
  private final PoolFixture pool;

  private TrackedPool(TestServer server, PoolFixture pool) {
    this.server = server;
    this.pool = pool;
    pool.confirmedUser("ann");
  }

  /// A pool that remembers confirmed devices at once.
  static TrackedPool always(TestServer server) {
    return create(server, false, _ -> {});
  }

  /// A pool whose users are asked.
  static TrackedPool optIn(TestServer server) {
    return create(server, true, _ -> {});
  }

  private static TrackedPool create(
      TestServer server, boolean onPrompt, Consumer<CreateUserPoolRequest.Builder> settings) {
    return new TrackedPool(
        server,
        PoolFixture.create(
            server,
            create -> {
              create.deviceConfiguration(
                  devices ->
                      devices
                          .challengeRequiredOnNewDevice(true)
                          .deviceOnlyRememberedOnUserPrompt(onPrompt));
              settings.accept(create);
            }));
  }

  /// A sign-in with the device it was given.
  ///
  /// @param tokens what it got
  /// @param key the device key
  record SignedIn(AuthenticationResultType tokens, String key) {
    String accessToken() {
      return tokens.accessToken();
    }
  }

  PoolFixture pool() {
    return pool;
  }

  CognitoIdentityProviderClient sdk() {
    return server.sdk();
  }

  String id() {
    return pool.poolId();
  }

  /// Signs in from a device that is not known yet.
  SignedIn signIn(String name) {
    AuthenticationResultType tokens =
        pool.signIn(name, PoolFixture.PASSWORD).authenticationResult();
    return new SignedIn(tokens, tokens.newDeviceMetadata().deviceKey());
  }

  /// A sign-in whose device is confirmed under a name.
  SignedIn confirmed(String name, String deviceName) {
    SignedIn signedIn = signIn(name);
    sdk()
        .confirmDevice(
            confirm ->
                confirm
                    .accessToken(signedIn.accessToken())
                    .deviceKey(signedIn.key())
                    .deviceName(deviceName)
                    .deviceSecretVerifierConfig(verifier(signedIn.key())));
    return signedIn;
  }

  ConfirmDeviceResponse confirm(SignedIn signedIn) {
    return confirm(signedIn.accessToken(), signedIn.key());
  }

  ConfirmDeviceResponse confirm(String accessToken, String key) {
    return sdk()
        .confirmDevice(
            confirm ->
                confirm
                    .accessToken(accessToken)
                    .deviceKey(key)
                    .deviceSecretVerifierConfig(verifier(key)));
  }

  /// A verifier of some secret.
  static DeviceSecretVerifierConfigType verifier(String key) {
    DeviceVerifier verifier = DeviceVerifier.create("-12345678", key, "secret", RANDOM);
    return DeviceSecretVerifierConfigType.builder()
        .passwordVerifier(verifier.passwordVerifier())
        .salt(verifier.salt())
        .build();
  }
}
