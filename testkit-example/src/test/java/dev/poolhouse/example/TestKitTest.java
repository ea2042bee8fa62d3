package dev.poolhouse.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.testkit.Poolhouse;
import dev.poolhouse.testkit.RefusedException;
import dev.poolhouse.testkit.SrpClient;
import dev.poolhouse.testkit.TestPool;
import dev.poolhouse.testkit.WithPoolhouse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;

/// Proves what the test kit promises: a fresh pool per test on one shared server, an SDK of the
/// user's own version, SRP, the outbox and the clock. Isolated, because the clock is shared.
@Isolated
@WithPoolhouse
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestKitTest {
  private static final String PASSWORD = "Corr3ct-horse";

  private final Set<String> poolsSeen = ConcurrentHashMap.newKeySet();

  @Test
  void theUsersSdkIsNotTheServers() {
    assertThat(VersionInfo.SDK_VERSION).isEqualTo("2.31.78");
    assertThatThrownBy(() -> Class.forName("dev.poolhouse.app.Main"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void everyTestHasItsOwnPool(TestPool pool) {
    assertThat(poolsSeen.add(pool.id())).isTrue();
  }

  @Test
  void anotherTestHasAnotherPool(TestPool pool, TestPool samePool) {
    assertThat(poolsSeen.add(pool.id())).isTrue();
    assertThat(samePool).isSameAs(pool);
  }

  @Test
  void srpSignsIn(Poolhouse poolhouse, TestPool pool) {
    pool.addUser("alice", PASSWORD);
    assertThat(srpSignIn(poolhouse, pool, PASSWORD).accessToken()).isNotBlank();
  }

  @Test
  void srpWithAWrongPasswordIsRefused(Poolhouse poolhouse, TestPool pool) {
    pool.addUser("alice", PASSWORD);
    assertThatThrownBy(() -> srpSignIn(poolhouse, pool, "Wr0ng-horse"))
        .isInstanceOfSatisfying(
            NotAuthorizedException.class,
            refused ->
                assertThat(refused.awsErrorDetails().errorMessage())
                    .isEqualTo("Incorrect username or password."));
  }

  @Test
  void theOutboxGivesEveryMessageOnce(TestPool pool) {
    Map<String, Object> user = Map.of("ClientId", pool.clientId(), "Username", "bob");
    pool.server()
        .call(
            "SignUp",
            Map.of(
                "ClientId",
                pool.clientId(),
                "Username",
                "bob",
                "Password",
                PASSWORD,
                "UserAttributes",
                List.of(Map.of("Name", "email", "Value", "bob@example.com"))));
    String first = pool.outbox().next("bob@example.com").id();
    pool.server().call("ResendConfirmationCode", user);
    assertThat(pool.outbox().next("bob@example.com").id()).isNotEqualTo(first);
    assertThat(pool.outbox().messages()).hasSize(2);
  }

  @Test
  void tokensExpireWhenTheClockMoves(Poolhouse poolhouse, TestPool pool) {
    pool.addUser("alice", PASSWORD);
    String accessToken = srpSignIn(poolhouse, pool, PASSWORD).accessToken();
    Map<String, String> request = Map.of("AccessToken", accessToken);
    assertThat(poolhouse.call("GetUser", request)).containsEntry("Username", "alice");

    Instant before = poolhouse.clock().now();
    assertThat(poolhouse.clock().advance(Duration.ofHours(2)))
        .isAfterOrEqualTo(before.plus(Duration.ofHours(2)));

    assertThatThrownBy(() -> poolhouse.call("GetUser", request))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo("NotAuthorizedException"));
  }

  private static AuthenticationResultType srpSignIn(
      Poolhouse poolhouse, TestPool pool, String password) {
    SrpClient srp = SrpClient.create(new SecureRandom());
    try (CognitoIdentityProviderClient cognito = SignUpTest.client(poolhouse)) {
      InitiateAuthResponse challenge =
          cognito.initiateAuth(
              request ->
                  request
                      .clientId(pool.clientId())
                      .authFlow(AuthFlowType.USER_SRP_AUTH)
                      .authParameters(Map.of("USERNAME", "alice", "SRP_A", srp.srpA())));
      Map<String, String> answer =
          srp.passwordVerifier(
              pool.id(), password, challenge.challengeParameters(), poolhouse.clock().now());
      return cognito
          .respondToAuthChallenge(
              request ->
                  request
                      .clientId(pool.clientId())
                      .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                      .challengeResponses(answer))
          .authenticationResult();
    }
  }
}
