package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SrpClient;
import dev.poolhouse.user.Turns;
import dev.poolhouse.wire.Json;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/// Proves over HTTP what happens while all turns are taken and nobody may wait in line: whatever
/// begins a sign-in is refused at once, refreshes and reads go on, and a sign-in that has begun
/// waits and succeeds; and that a sign-in has no turn while it waits for a function.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SignInStormTest {
  private static final Turns TURNS = new Turns(new Turns.Numbers(1, 1, 0));

  private static TestServer server;
  private static PoolFixture pool;

  /// What begins a sign-in.
  ///
  /// @param operation of the API
  /// @param flow `AuthFlow`
  private record Beginning(String operation, String flow) {
    private RawAnswer answer(String user) {
      return server.call(
          operation,
          Json.write(
              Map.of(
                  "UserPoolId",
                  pool.poolId(),
                  "ClientId",
                  pool.clientId(),
                  "AuthFlow",
                  flow,
                  "AuthParameters",
                  Map.of("USERNAME", user, "PASSWORD", PoolFixture.PASSWORD, "SRP_A", "2a"))));
    }
  }

  private static final List<Beginning> BEGINNINGS =
      List.of(
          new Beginning("InitiateAuth", "USER_PASSWORD_AUTH"),
          new Beginning("InitiateAuth", "USER_SRP_AUTH"),
          new Beginning("InitiateAuth", "USER_AUTH"),
          new Beginning("InitiateAuth", "CUSTOM_AUTH"),
          new Beginning("AdminInitiateAuth", "ADMIN_USER_PASSWORD_AUTH"));

  @BeforeAll
  static void start() {
    server = TestServer.sqlite(TURNS);
    pool = PoolFixture.create(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void newSignInsAreRefusedAndEverythingElseGoesOn() throws Exception {
    String user = pool.confirmedUser("alice");
    AuthenticationResultType tokens =
        pool.signIn(user, PoolFixture.PASSWORD).authenticationResult();
    SrpClient srp = SrpClient.create(new SecureRandom());
    InitiateAuthResponse asked =
        server
            .sdk()
            .initiateAuth(
                auth ->
                    auth.clientId(pool.clientId())
                        .authFlow(AuthFlowType.USER_SRP_AUTH)
                        .authParameters(Map.of("USERNAME", user, "SRP_A", srp.srpA())));
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> holder = threads.submit(() -> TURNS.run(() -> hold(taken, end)));
      taken.await();
      Future<RespondToAuthChallengeResponse> begun =
          threads.submit(() -> prove(srp, asked.challengeParameters()));

      for (Beginning beginning : BEGINNINGS) {
        RawAnswer refused = beginning.answer(user);
        assertThat(refused.status()).as(beginning.toString()).isEqualTo(400);
        assertThat(refused.body())
            .as(beginning.toString())
            .isEqualTo("{\"__type\":\"TooManyRequestsException\",\"message\":\"Rate exceeded\"}");
      }
      InitiateAuthResponse refreshed =
          server
              .sdk()
              .initiateAuth(
                  auth ->
                      auth.clientId(pool.clientId())
                          .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                          .authParameters(Map.of("REFRESH_TOKEN", tokens.refreshToken())));
      assertThat(refreshed.authenticationResult().accessToken()).isNotEmpty();
      assertThat(server.sdk().getUser(get -> get.accessToken(tokens.accessToken())).username())
          .isEqualTo(user);
      assertThat(begun.isDone()).isFalse();

      end.countDown();
      assertThat(holder.get()).isTrue();
      assertThat(begun.get().authenticationResult().accessToken()).isNotEmpty();
    }
    assertThat(pool.signIn(user, PoolFixture.PASSWORD).authenticationResult()).isNotNull();
  }

  private static boolean hold(CountDownLatch taken, CountDownLatch end) {
    taken.countDown();
    try {
      end.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RespondToAuthChallengeResponse prove(
      SrpClient srp, Map<String, String> parameters) {
    return server
        .sdk()
        .respondToAuthChallenge(
            respond ->
                respond
                    .clientId(pool.clientId())
                    .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                    .challengeResponses(
                        srp.passwordVerifier(
                            pool.poolId(),
                            PoolFixture.PASSWORD,
                            parameters,
                            server.clock().instant())));
  }

  @Test
  void functionHoldsUpNobody() {
    String other = pool.confirmedUser("bob");
    List<Integer> meanwhile = new ArrayList<>();
    String before =
        server
            .functions()
            .on(
                "slow",
                _ ->
                    meanwhile.add(
                        new Beginning("InitiateAuth", "USER_PASSWORD_AUTH")
                            .answer(other)
                            .status()));
    PoolFixture guarded =
        PoolFixture.create(
            server,
            settings -> settings.lambdaConfig(functions -> functions.preAuthentication(before)));
    String user = guarded.confirmedUser("carol");
    String client =
        guarded
            .client(
                settings ->
                    settings.explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH))
            .clientId();
    assertThat(guarded.accessToken(client, user)).isNotEmpty();
    assertThat(meanwhile).containsExactly(200);
  }
}
