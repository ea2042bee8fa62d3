package dev.poolhouse.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SrpClient;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;

/// Proves that a thing good for one use has exactly one winner when it is used at two nodes of one
/// PostgreSQL database at the same moment, round after round: `SECRET_BLOCK`, `Session`, code,
/// refresh token without grace, username. No loser sees a server error.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NodeRacesTest {
  private static final int ROUNDS = 25;
  private static final int CALLS_PER_NODE = 2;
  private static final String WON = "won";

  private final Nodes nodes = new Nodes();
  private final PoolFixture pool = nodes.pool();
  private final String clientId = pool.clientId();

  @AfterAll
  void close() {
    nodes.close();
  }

  @Test
  void secretBlock() throws Exception {
    String name = pool.confirmedUser(nodes.name());
    for (int round = 0; round < ROUNDS; round++) {
      SrpClient srp = SrpClient.create(new SecureRandom());
      InitiateAuthResponse challenge =
          Nodes.begin(
              nodes.first(),
              clientId,
              AuthFlowType.USER_SRP_AUTH,
              Map.of("USERNAME", name, "SRP_A", srp.srpA()));
      Map<String, String> proof =
          srp.passwordVerifier(
              pool.poolId(), PoolFixture.PASSWORD, challenge.challengeParameters(), Instant.now());
      assertOneWinner(
          round, node -> Nodes.answerProof(node, clientId, proof), "NotAuthorizedException");
    }
  }

  @Test
  void session() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String name = pool.invitedUser(nodes.name());
      String session = pool.signIn(name, PoolFixture.PASSWORD).session();
      assertOneWinner(
          round,
          node -> Nodes.answerNewPassword(node, clientId, session, name, "Another-Horse-8"),
          "NotAuthorizedException");
    }
  }

  @Test
  void code() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String name = nodes.name();
      nodes.signUp(nodes.first(), name);
      String code = nodes.code(name);
      assertOneWinner(
          round,
          node -> nodes.confirm(node, name, code),
          "NotAuthorizedException",
          "CodeMismatchException",
          "ExpiredCodeException");
    }
  }

  @Test
  void recoveryCode() throws Exception {
    for (int round = 0; round < 5; round++) {
      String name = nodes.name();
      pool.confirmedUser(name, "email", name + "@example.com", "email_verified", "true");
      nodes.first().sdk().forgotPassword(ask -> ask.clientId(clientId).username(name));
      String code = nodes.code(name);
      assertOneWinner(
          round,
          node ->
              node.sdk()
                  .confirmForgotPassword(
                      confirm ->
                          confirm
                              .clientId(clientId)
                              .username(name)
                              .confirmationCode(code)
                              .password("Another-Horse-8")),
          "CodeMismatchException",
          "ExpiredCodeException");
    }
  }

  @Test
  void refreshTokenWithoutGrace() throws Exception {
    String rotating = nodes.rotatingClient().clientId();
    String name = pool.confirmedUser(nodes.name());
    for (int round = 0; round < ROUNDS; round++) {
      String token =
          Nodes.signIn(nodes.first(), rotating, name, PoolFixture.PASSWORD).refreshToken();
      assertOneWinner(
          round,
          node -> Nodes.rotate(node, rotating, token),
          "RefreshTokenReuseException",
          "NotAuthorizedException");
    }
  }

  @Test
  void username() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String name = nodes.name();
      assertOneWinner(round, node -> nodes.signUp(node, name), "UsernameExistsException");
    }
  }

  private void assertOneWinner(int round, Consumer<TestServer> call, String... losersSee)
      throws Exception {
    List<String> outcomes = atOnce(call);
    assertThat(outcomes).as("round %d", round).containsOnlyOnce(WON);
    assertThat(outcomes)
        .as("round %d", round)
        .isSubsetOf(Stream.concat(Stream.of(WON), Stream.of(losersSee)).toList());
  }

  /// What each of several calls came to, half of them at each node, none before all are ready.
  private List<String> atOnce(Consumer<TestServer> call) throws Exception {
    CyclicBarrier start = new CyclicBarrier(2 * CALLS_PER_NODE);
    List<Future<String>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 2 * CALLS_PER_NODE; i++) {
        TestServer node = i % 2 == 0 ? nodes.first() : nodes.second();
        calls.add(
            threads.submit(
                () -> {
                  start.await();
                  return outcome(call, node);
                }));
      }
    }
    List<String> outcomes = new ArrayList<>();
    for (Future<String> one : calls) {
      outcomes.add(one.get());
    }
    return outcomes;
  }

  private static String outcome(Consumer<TestServer> call, TestServer node) {
    try {
      call.accept(node);
      return WON;
    } catch (CognitoIdentityProviderException refused) {
      return refused.awsErrorDetails().errorCode();
    }
  }
}
