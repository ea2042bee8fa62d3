package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;

/// Proves where `AdminInitiateAuth` differs from `InitiateAuth`: its own password flows, a pool
/// that must fit the client. The rules that both share are proven by [InitiateAuthTest].
@EachServer
final class AdminInitiateAuthTest {
  private static final Map<String, String> LOGIN =
      Map.of("USERNAME", "alice", "PASSWORD", PoolFixture.PASSWORD);

  private final TestServer server;
  private final PoolFixture pool;

  AdminInitiateAuthTest(TestServer server) {
    this.server = server;
    this.pool = PoolFixture.create(server);
    pool.confirmedUser("alice");
  }

  private record Case(
      String name,
      String poolId,
      String clientId,
      AuthFlowType flow,
      Map<String, String> parameters,
      Refusal expected) {}

  private AdminInitiateAuthResponse call(
      String poolId, String clientId, AuthFlowType flow, Map<String, String> parameters) {
    return server
        .sdk()
        .adminInitiateAuth(
            auth ->
                auth.userPoolId(poolId)
                    .clientId(clientId)
                    .authFlow(flow)
                    .authParameters(parameters));
  }

  @TestFactory
  Stream<DynamicTest> passwordSignsInAndRefreshes() {
    return Stream.of(AuthFlowType.ADMIN_USER_PASSWORD_AUTH, AuthFlowType.ADMIN_NO_SRP_AUTH)
        .map(
            flow ->
                DynamicTest.dynamicTest(
                    flow.toString(),
                    () -> {
                      AdminInitiateAuthResponse signedIn =
                          call(pool.poolId(), pool.clientId(), flow, LOGIN);
                      assertThat(signedIn.authenticationResult().idToken()).isNotEmpty();
                      assertThat(signedIn.challengeParameters()).isEmpty();
                      assertThat(signedIn.session()).isNull();
                      AdminInitiateAuthResponse refreshed =
                          call(
                              pool.poolId(),
                              pool.clientId(),
                              AuthFlowType.REFRESH_TOKEN_AUTH,
                              Map.of(
                                  "REFRESH_TOKEN", signedIn.authenticationResult().refreshToken()));
                      assertThat(refreshed.authenticationResult().accessToken()).isNotEmpty();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> wrongUseIsRefused() {
    String srpOnly =
        pool.client(client -> client.explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH))
            .clientId();
    String elsewhere = PoolFixture.create(server).clientId();
    return Stream.of(
            new Case(
                "public password flow",
                pool.poolId(),
                pool.clientId(),
                AuthFlowType.USER_PASSWORD_AUTH,
                LOGIN,
                Refusal.invalidParameter("Initiate Auth method not supported")),
            new Case(
                "flow off",
                pool.poolId(),
                srpOnly,
                AuthFlowType.ADMIN_USER_PASSWORD_AUTH,
                LOGIN,
                Refusal.invalidParameter("Auth flow not enabled for this client")),
            new Case(
                "password missing",
                pool.poolId(),
                pool.clientId(),
                AuthFlowType.ADMIN_USER_PASSWORD_AUTH,
                Map.of("USERNAME", "alice"),
                Refusal.invalidParameter("Missing required parameter PASSWORD")),
            new Case(
                "wrong password",
                pool.poolId(),
                pool.clientId(),
                AuthFlowType.ADMIN_USER_PASSWORD_AUTH,
                Map.of("USERNAME", "alice", "PASSWORD", "Wrong-Password-1"),
                Refusal.notAuthorized("Incorrect username or password.")),
            new Case(
                "unknown pool",
                "us-east-1_NoSuchOne",
                pool.clientId(),
                AuthFlowType.ADMIN_USER_PASSWORD_AUTH,
                LOGIN,
                Refusal.notFound("User pool us-east-1_NoSuchOne does not exist.")),
            new Case(
                "client of another pool",
                pool.poolId(),
                elsewhere,
                AuthFlowType.ADMIN_USER_PASSWORD_AUTH,
                LOGIN,
                Refusal.notFound("User pool client " + elsewhere + " does not exist.")))
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.name(),
                    () ->
                        assertThat(
                                Refusal.of(
                                    () ->
                                        call(
                                            row.poolId(),
                                            row.clientId(),
                                            row.flow(),
                                            row.parameters())))
                            .isEqualTo(row.expected())));
  }
}
