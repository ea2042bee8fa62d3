package dev.poolhouse.signin;

import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SrpClient;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// A pool of a test's own whose users choose how to sign in, and an app client of `USER_AUTH`.
final class Chooser {
  final TestServer server;
  final PoolFixture pool;
  final String clientId;
  final Inbox mail;
  final Inbox phone;

  private Chooser(TestServer server, PoolFixture pool, String clientId) {
    this.server = server;
    this.pool = pool;
    this.clientId = clientId;
    UUID id = UUID.randomUUID();
    this.mail = new Inbox(server, "m" + id + "@example.com");
    this.phone =
        new Inbox(server, "+1555" + Math.floorMod(id.getLeastSignificantBits(), 1_000_000_000L));
  }

  /// A pool that allows the password and those factors; the client tells who exists.
  static Chooser of(TestServer server, AuthFactorType... factors) {
    return of(server, false, _ -> {}, factors);
  }

  /// The same with a client that hides who exists.
  static Chooser hiding(TestServer server, AuthFactorType... factors) {
    return of(server, true, _ -> {}, factors);
  }

  /// The same with further settings of the pool.
  static Chooser of(
      TestServer server,
      boolean hiding,
      Consumer<CreateUserPoolRequest.Builder> settings,
      AuthFactorType... factors) {
    List<AuthFactorType> allowed = new ArrayList<>(List.of(AuthFactorType.PASSWORD));
    allowed.addAll(Arrays.asList(factors));
    PoolFixture pool =
        PoolFixture.create(
            server,
            create -> {
              create
                  .autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                  .policies(
                      policies ->
                          policies.signInPolicy(signIn -> signIn.allowedFirstAuthFactors(allowed)));
              settings.accept(create);
            });
    return new Chooser(server, pool, client(pool, hiding));
  }

  /// Another app client of the same kind.
  static String client(PoolFixture pool, boolean hiding) {
    return pool.client(
            client -> {
              client.explicitAuthFlows(
                  ExplicitAuthFlowsType.ALLOW_USER_AUTH,
                  ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH);
              if (hiding) {
                client.preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED);
              }
            })
        .clientId();
  }

  CognitoIdentityProviderClient sdk() {
    return server.sdk();
  }

  /// A user with [PoolFixture#PASSWORD] and verified addresses.
  Chooser user(String name) {
    pool.confirmedUser(
        name,
        "email",
        mail.address(),
        "email_verified",
        "true",
        "phone_number",
        phone.address(),
        "phone_number_verified",
        "true");
    return this;
  }

  /// Begins as `name`.
  ///
  /// @param parameters further keys and values in turn
  InitiateAuthResponse begin(String name, String... parameters) {
    Map<String, String> all = map(parameters);
    all.put("USERNAME", name);
    return sdk()
        .initiateAuth(
            auth -> auth.clientId(clientId).authFlow(AuthFlowType.USER_AUTH).authParameters(all));
  }

  /// Answers as `name`.
  ///
  /// @param responses further keys and values in turn
  RespondToAuthChallengeResponse answer(
      ChallengeNameType challenge, String name, String session, String... responses) {
    Map<String, String> all = map(responses);
    all.putIfAbsent("USERNAME", name);
    return answer(challenge, session, all);
  }

  /// Answers with exactly those responses.
  RespondToAuthChallengeResponse answer(
      ChallengeNameType challenge, @Nullable String session, Map<String, String> responses) {
    return sdk()
        .respondToAuthChallenge(
            respond ->
                respond
                    .clientId(clientId)
                    .challengeName(challenge)
                    .session(session)
                    .challengeResponses(responses));
  }

  /// The proof of [PoolFixture#PASSWORD] for a challenge that was asked with `srp`.
  Map<String, String> proof(SrpClient srp, Map<String, String> parameters) {
    return new HashMap<>(
        srp.passwordVerifier(
            pool.poolId(), PoolFixture.PASSWORD, parameters, server.clock().instant()));
  }

  /// A client's half of an SRP exchange.
  static SrpClient srp() {
    return SrpClient.create(new SecureRandom());
  }

  /// Keys and values as a map that can be changed.
  static Map<String, String> map(String... keysAndValues) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  /// The server's time.
  Instant now() {
    return server.clock().instant();
  }
}
