package dev.poolhouse.signin;

import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.DeviceVerifier;
import dev.poolhouse.testkit.SrpClient;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/// A confirmed device of one user, as the client program on it works: it keeps key, group and
/// secret and answers challenges. What it is about to send can be bent by the test.
///
/// @param name the user
/// @param key its `DeviceKey`
/// @param groupKey its `DeviceGroupKey`
/// @param secret what only the device knows
/// @param srp its half of the exchanges
record TrustedDevice(
    TestServer server,
    PoolFixture pool,
    String name,
    String key,
    String groupKey,
    String secret,
    SrpClient srp) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Confirms the device that a sign-in was given.
  static TrustedDevice confirm(
      TestServer server, PoolFixture pool, String name, AuthenticationResultType tokens) {
    String key = tokens.newDeviceMetadata().deviceKey();
    String groupKey = tokens.newDeviceMetadata().deviceGroupKey();
    String secret = DeviceVerifier.newPassword(RANDOM);
    DeviceVerifier verifier = DeviceVerifier.create(groupKey, key, secret, RANDOM);
    server
        .sdk()
        .confirmDevice(
            confirm ->
                confirm
                    .accessToken(tokens.accessToken())
                    .deviceKey(key)
                    .deviceSecretVerifierConfig(
                        config ->
                            config
                                .passwordVerifier(verifier.passwordVerifier())
                                .salt(verifier.salt())));
    return new TrustedDevice(server, pool, name, key, groupKey, secret, SrpClient.create(RANDOM));
  }

  /// Signs the user in with the password, naming this device.
  InitiateAuthResponse signIn() {
    return signIn(pool.clientId());
  }

  InitiateAuthResponse signIn(String clientId) {
    return server
        .sdk()
        .initiateAuth(
            auth ->
                auth.clientId(clientId)
                    .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                    .authParameters(
                        Map.of(
                            "USERNAME", name,
                            "PASSWORD", PoolFixture.PASSWORD,
                            "DEVICE_KEY", key)));
  }

  /// The responses to `DEVICE_SRP_AUTH`.
  Map<String, String> beginning() {
    return Map.of("USERNAME", name, "DEVICE_KEY", key, "SRP_A", srp.srpA());
  }

  /// Answers `DEVICE_SRP_AUTH`.
  ///
  /// @param session absent where the client sends none
  RespondToAuthChallengeResponse begin(@Nullable String session) {
    return begin(session, beginning());
  }

  RespondToAuthChallengeResponse begin(@Nullable String session, Map<String, String> responses) {
    return answer(pool.clientId(), ChallengeNameType.DEVICE_SRP_AUTH, session, responses);
  }

  /// The responses to `DEVICE_PASSWORD_VERIFIER`.
  Map<String, String> proof(RespondToAuthChallengeResponse challenge) {
    return srp.devicePasswordVerifier(
        groupKey, secret, challenge.challengeParameters(), server.clock().instant());
  }

  /// Answers `DEVICE_PASSWORD_VERIFIER`.
  RespondToAuthChallengeResponse prove(@Nullable String session, Map<String, String> responses) {
    return answer(pool.clientId(), ChallengeNameType.DEVICE_PASSWORD_VERIFIER, session, responses);
  }

  RespondToAuthChallengeResponse answer(
      String clientId,
      ChallengeNameType challenge,
      @Nullable String session,
      Map<String, String> responses) {
    return server
        .sdk()
        .respondToAuthChallenge(
            respond ->
                respond
                    .clientId(clientId)
                    .challengeName(challenge)
                    .session(session)
                    .challengeResponses(responses));
  }

  /// `map` with one value changed.
  static Map<String, String> with(Map<String, String> map, String name, String value) {
    Map<String, String> changed = new HashMap<>(map);
    changed.put(name, value);
    return changed;
  }

  /// `map` with one value left out.
  static Map<String, String> without(Map<String, String> map, String name) {
    Map<String, String> changed = new HashMap<>(map);
    changed.remove(name);
    return changed;
  }
}
