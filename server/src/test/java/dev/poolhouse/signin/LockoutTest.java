package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;

/// Proves the lock: five failures are free, then 2^(n-5) seconds; the same for known and unknown
/// names; and that guesses in parallel over two nodes gain nothing.
@EachServer
final class LockoutTest {
  private static final String EXCEEDED = "Password attempts exceeded";
  private static final String INCORRECT = "Incorrect username or password.";

  private final TestServer server;
  private final PoolFixture pool;
  private final String hiding;

  LockoutTest(TestServer server) {
    this.server = server;
    this.pool = PoolFixture.create(server);
    this.hiding =
        pool.client(
                client -> client.preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED))
            .clientId();
  }

  private String guess(TestServer node, String name, String password) {
    return Refusal.of(
            () ->
                node.sdk()
                    .initiateAuth(
                        auth ->
                            auth.clientId(hiding)
                                .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                                .authParameters(Map.of("USERNAME", name, "PASSWORD", password))))
        .message();
  }

  private List<String> sixGuesses(String name) {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      answers.add(guess(server, name, "Wrong-Password-" + i));
    }
    return answers;
  }

  @Test
  void knownAndUnknownNamesAreLockedAlike() {
    pool.confirmedUser("alice");
    List<String> known = sixGuesses("alice");
    List<String> unknown = sixGuesses("nobody");
    assertThat(known.subList(0, 5)).containsOnly(INCORRECT);
    assertThat(unknown.subList(0, 5)).containsOnly(INCORRECT);
  }

  @Test
  void lockDoublesWithEachFailureAndHoldsAgainstTheRightPassword() {
    pool.confirmedUser("bob");
    for (int i = 0; i < 5; i++) {
      guess(server, "bob", "Wrong-Password-1");
    }
    for (int seconds : List.of(1, 2, 4, 8, 16)) {
      server.clock().advance(Duration.ofSeconds(seconds));
      assertThat(guess(server, "bob", "Wrong-Password-1")).isEqualTo(INCORRECT);
    }
    assertThat(guess(server, "bob", PoolFixture.PASSWORD)).isEqualTo(EXCEEDED);
    server.clock().advance(Duration.ofSeconds(32));
    assertThat(pool.signIn("bob", PoolFixture.PASSWORD).authenticationResult()).isNotNull();
    assertThat(guess(server, "bob", "Wrong-Password-1")).isEqualTo(INCORRECT);
  }

  @Test
  void guessesInParallelOverTwoNodesGainNothing() throws Exception {
    pool.confirmedUser("carol");
    for (int i = 0; i < 9; i++) { // a lock of 16 s, longer than the guessing takes
      guess(server, "carol", "Wrong-Password-1");
      server.clock().advance(Duration.ofSeconds(i < 4 ? 0 : 1L << (i - 4)));
    }
    try (TestServer second = server.secondNode();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      second.clock().advance(Duration.between(second.clock().instant(), server.clock().instant()));
      List<Future<String>> guesses = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        TestServer node = i % 2 == 0 ? server : second;
        String password = "Wrong-Password-" + i;
        guesses.add(threads.submit(() -> guess(node, "carol", password)));
      }
      List<String> answers = new ArrayList<>();
      for (Future<String> guess : guesses) {
        answers.add(guess.get());
      }
      assertThat(answers).containsOnly(EXCEEDED, INCORRECT);
      assertThat(answers.stream().filter(INCORRECT::equals).count()).isLessThanOrEqualTo(5);
    }
  }
}
