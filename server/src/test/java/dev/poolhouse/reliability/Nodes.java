package dev.poolhouse.reliability;

import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.TestServer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;
import tools.jackson.databind.JsonNode;

/// Two servers on one PostgreSQL database, each with connections, caches and an outbox of its own,
/// and the calls that go to one or the other. The pool has the AWS form of issuer, because each
/// server of a test has a URL of its own; it verifies e-mail addresses.
final class Nodes implements AutoCloseable {
  /// How soon both nodes must follow a change of configuration.
  static final Duration FOLLOWED = Duration.ofSeconds(1);

  private static final int WAIT_SECONDS = 20;

  private final TestServer first = TestServer.postgres();
  private final TestServer second = first.secondNode();
  private final PoolFixture pool =
      PoolFixture.create(
          first,
          settings ->
              settings
                  .autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                  .issuerConfiguration(issuer -> issuer.type("ORIGINAL")));
  private final AtomicInteger names = new AtomicInteger();

  TestServer first() {
    return first;
  }

  TestServer second() {
    return second;
  }

  PoolFixture pool() {
    return pool;
  }

  /// A username that no other test uses.
  String name() {
    return "user" + names.incrementAndGet();
  }

  /// A client that rotates refresh tokens and gives the one before no grace.
  UserPoolClientType rotatingClient() {
    return pool.client(
        client ->
            client
                .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH)
                .refreshTokenRotation(
                    rotation -> rotation.feature("ENABLED").retryGracePeriodSeconds(0)));
  }

  static InitiateAuthResponse begin(
      TestServer node, String clientId, AuthFlowType flow, Map<String, String> parameters) {
    return node.sdk()
        .initiateAuth(auth -> auth.clientId(clientId).authFlow(flow).authParameters(parameters));
  }

  static AuthenticationResultType signIn(
      TestServer node, String clientId, String name, String password) {
    return begin(
            node,
            clientId,
            AuthFlowType.USER_PASSWORD_AUTH,
            Map.of("USERNAME", name, "PASSWORD", password))
        .authenticationResult();
  }

  static RespondToAuthChallengeResponse answerProof(
      TestServer node, String clientId, Map<String, String> proof) {
    return node.sdk()
        .respondToAuthChallenge(
            respond ->
                respond
                    .clientId(clientId)
                    .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                    .challengeResponses(proof));
  }

  static RespondToAuthChallengeResponse answerNewPassword(
      TestServer node, String clientId, String session, String name, String password) {
    return node.sdk()
        .respondToAuthChallenge(
            respond ->
                respond
                    .clientId(clientId)
                    .challengeName(ChallengeNameType.NEW_PASSWORD_REQUIRED)
                    .session(session)
                    .challengeResponses(Map.of("USERNAME", name, "NEW_PASSWORD", password)));
  }

  static AuthenticationResultType rotate(TestServer node, String clientId, String refreshToken) {
    return node.sdk()
        .getTokensFromRefreshToken(get -> get.clientId(clientId).refreshToken(refreshToken))
        .authenticationResult();
  }

  /// Signs up at `node` with the address `<name>@example.com`.
  void signUp(TestServer node, String name) {
    node.sdk()
        .signUp(
            request ->
                request
                    .clientId(pool.clientId())
                    .username(name)
                    .password(PoolFixture.PASSWORD)
                    .userAttributes(
                        AttributeType.builder().name("email").value(address(name)).build()));
  }

  void confirm(TestServer node, String name, String code) {
    node.sdk()
        .confirmSignUp(
            request -> request.clientId(pool.clientId()).username(name).confirmationCode(code));
  }

  /// The code sent to `<name>@example.com`, in whichever outbox the message arrived.
  String code(String name) {
    String query = "/_poolhouse/outbox?to=" + encoded(address(name)) + "&wait=";
    for (int second = 0; second < WAIT_SECONDS; second++) {
      for (TestServer node : List.of(first, this.second)) {
        JsonNode newest = node.get(query + second % 2).json().path(0);
        if (!newest.isMissingNode()) {
          return newest.path("code").asString();
        }
      }
    }
    throw new AssertionError("no message came to " + address(name));
  }

  void emptyOutboxes() {
    for (TestServer node : List.of(first, second)) {
      node.send(HttpRequest.newBuilder(node.url().resolve("/_poolhouse/outbox")).DELETE().build());
    }
  }

  private static String address(String name) {
    return name + "@example.com";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    second.close();
    first.close();
  }
}
