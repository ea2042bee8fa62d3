package dev.poolhouse.signin;

import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.TotpDevice;
import dev.poolhouse.user.MfaFactor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AssociateSoftwareTokenResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// A user of a pool of its own who has proven the password and is asked for more, with every factor
/// at hand.
final class SecondStep {
  static final String NAME = "ann";

  final TestServer server;
  final PoolFixture pool;
  final SecondFactors factors;
  final String email;
  final String phone;

  private SecondStep(
      TestServer server, PoolFixture pool, UserPoolMfaType mode, MfaFactor... offered) {
    this.server = server;
    this.pool = pool;
    this.factors = new SecondFactors(server, pool);
    factors.offer(mode, offered);
    UUID id = UUID.randomUUID();
    this.email = "m" + id + "@example.com";
    this.phone = "+1555" + Math.floorMod(id.getLeastSignificantBits(), 10_000_000_000L);
  }

  /// A pool with that mode and those factors, and a user with unverified addresses.
  static SecondStep in(TestServer server, UserPoolMfaType mode, MfaFactor... offered) {
    SecondStep step = new SecondStep(server, PoolFixture.create(server), mode, offered);
    step.pool.confirmedUser(NAME, "email", step.email, "phone_number", step.phone);
    return step;
  }

  /// The same with a user without addresses.
  static SecondStep withoutAddresses(
      TestServer server, UserPoolMfaType mode, MfaFactor... offered) {
    SecondStep step = new SecondStep(server, PoolFixture.create(server), mode, offered);
    step.pool.confirmedUser(NAME);
    return step;
  }

  /// The same in a pool that exists.
  static SecondStep withoutAddresses(
      TestServer server, PoolFixture pool, UserPoolMfaType mode, MfaFactor... offered) {
    SecondStep step = new SecondStep(server, pool, mode, offered);
    pool.confirmedUser(NAME);
    return step;
  }

  /// Where all factors are optional and the user switched some on, the first one preferred.
  static SecondStep preferring(TestServer server, MfaFactor... on) {
    SecondStep step = in(server, UserPoolMfaType.OPTIONAL, MfaFactor.values());
    step.factors.prefer(NAME, on);
    return step;
  }

  /// Where the user switched a code generator on.
  static Generator generator(TestServer server) {
    SecondStep step = in(server, UserPoolMfaType.OPTIONAL, MfaFactor.values());
    TotpDevice device = step.factors.enrol(step.pool.accessToken(NAME));
    step.factors.prefer(NAME, MfaFactor.SOFTWARE_TOKEN_MFA);
    return new Generator(step, device);
  }

  /// A user with a code generator.
  record Generator(SecondStep step, TotpDevice device) {}

  /// Proves the password.
  InitiateAuthResponse signIn() {
    return pool.signIn(NAME, PoolFixture.PASSWORD);
  }

  /// Answers a challenge; `USERNAME` is added.
  RespondToAuthChallengeResponse answer(
      ChallengeNameType challenge, String session, Map<String, String> responses) {
    Map<String, String> all = new HashMap<>(responses);
    all.putIfAbsent("USERNAME", NAME);
    return server
        .sdk()
        .respondToAuthChallenge(
            answer ->
                answer
                    .clientId(pool.clientId())
                    .challengeName(challenge)
                    .session(session)
                    .challengeResponses(all));
  }

  /// Sets up a code generator in a sign-in that waits for it; the `Session` that answers.
  String setUp(String session) {
    AssociateSoftwareTokenResponse begun =
        server.sdk().associateSoftwareToken(begin -> begin.session(session));
    String code = factors.device(begun.secretCode()).code();
    return server
        .sdk()
        .verifySoftwareToken(verify -> verify.session(begun.session()).userCode(code))
        .session();
  }

  /// The newest code that was sent to an address.
  String code(String address) {
    String to = URLEncoder.encode(address, StandardCharsets.UTF_8);
    return server.get("/_poolhouse/outbox?wait=5&to=" + to).json().get(0).get("code").asString();
  }

  /// Another code of as many digits.
  static String wrong(String code) {
    return (code.startsWith("0") ? "1" : "0") + code.substring(1);
  }

  /// An attribute of the user; `absent` without it.
  String attribute(String name) {
    return server
        .sdk()
        .adminGetUser(get -> get.userPoolId(pool.poolId()).username(NAME))
        .userAttributes()
        .stream()
        .filter(attribute -> attribute.name().equals(name))
        .map(attribute -> attribute.value())
        .findFirst()
        .orElse("absent");
  }
}
