package dev.poolhouse.signin;

import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.user.MfaFactor;
import java.util.UUID;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// A pool that keeps track of devices and whose users may have second factors, with users who have
/// one.
final class TrackedUsers {
  private final TestServer server;
  private final PoolFixture pool;
  private final SecondFactors factors;

  /// @param standsIn whether a remembered device replaces a second factor
  /// @param onPrompt whether users are asked before a device is remembered
  TrackedUsers(TestServer server, boolean standsIn, boolean onPrompt) {
    this.server = server;
    this.pool =
        PoolFixture.create(
            server,
            create ->
                create.deviceConfiguration(
                    devices ->
                        devices
                            .challengeRequiredOnNewDevice(standsIn)
                            .deviceOnlyRememberedOnUserPrompt(onPrompt)));
    this.factors = new SecondFactors(server, pool);
    factors.offer(UserPoolMfaType.OPTIONAL, MfaFactor.values());
  }

  /// The pool as most are: devices are remembered at once and replace a second factor.
  TrackedUsers(TestServer server) {
    this(server, true, false);
  }

  PoolFixture pool() {
    return pool;
  }

  SecondFactors factors() {
    return factors;
  }

  /// A new user with a password alone.
  String user() {
    String name = "u" + UUID.randomUUID();
    pool.confirmedUser(name, "email", name + "@example.com", "email_verified", "true");
    return name;
  }

  /// A confirmed device of a user without second factors.
  TrustedDevice deviceOf(String name) {
    return TrustedDevice.confirm(server, pool, name, tokens(name));
  }

  /// A confirmed device of a new user who has a second factor by now.
  TrustedDevice device() {
    String name = user();
    TrustedDevice device = deviceOf(name);
    factors.prefer(name, MfaFactor.EMAIL_OTP);
    return device;
  }

  AuthenticationResultType tokens(String name) {
    return pool.signIn(name, PoolFixture.PASSWORD).authenticationResult();
  }
}
