package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SecretHash;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// Proves every refusal that `InitiateAuth` documents for the flows that exist, with its exact
/// text, and the order in which they come.
@EachServer
final class InitiateAuthTest {
  private static final String INCORRECT = "Incorrect username or password.";
  private static final String PASSWORD = PoolFixture.PASSWORD;

  private final TestServer server;
  private final PoolFixture pool;

  InitiateAuthTest(TestServer server) {
    this.server = server;
    this.pool = PoolFixture.create(server);
  }

  private record Case(
      String name,
      String clientId,
      AuthFlowType flow,
      Map<String, String> parameters,
      Refusal expected) {}

  private InitiateAuthResponse call(
      String clientId, AuthFlowType flow, Map<String, String> parameters) {
    return server
        .sdk()
        .initiateAuth(auth -> auth.clientId(clientId).authFlow(flow).authParameters(parameters));
  }

  private Stream<DynamicTest> refused(Stream<Case> cases) {
    return cases.map(
        row ->
            DynamicTest.dynamicTest(
                row.name(),
                () ->
                    assertThat(Refusal.of(() -> call(row.clientId(), row.flow(), row.parameters())))
                        .isEqualTo(row.expected())));
  }

  @TestFactory
  Stream<DynamicTest> wrongUseOfFlowsIsRefused() {
    String all = pool.clientId();
    String none =
        pool.client(client -> client.explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_CUSTOM_AUTH))
            .clientId();
    String customOnly =
        pool.client(client -> client.explicitAuthFlows(ExplicitAuthFlowsType.CUSTOM_AUTH_FLOW_ONLY))
            .clientId();
    String srpOnly =
        pool.client(client -> client.explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH))
            .clientId();
    Map<String, String> login = Map.of("USERNAME", "nobody", "PASSWORD", PASSWORD);
    return refused(
        Stream.of(
            new Case(
                "admin flow on the public call",
                all,
                AuthFlowType.ADMIN_USER_PASSWORD_AUTH,
                login,
                Refusal.invalidParameter("Initiate Auth method not supported")),
            new Case(
                "legacy admin flow on the public call",
                all,
                AuthFlowType.ADMIN_NO_SRP_AUTH,
                login,
                Refusal.invalidParameter("Initiate Auth method not supported")),
            new Case(
                "password flow off",
                srpOnly,
                AuthFlowType.USER_PASSWORD_AUTH,
                login,
                Refusal.invalidParameter("USER_PASSWORD_AUTH flow not enabled for this client")),
            new Case(
                "SRP flow off",
                none,
                AuthFlowType.USER_SRP_AUTH,
                Map.of("USERNAME", "nobody", "SRP_A", "2"),
                Refusal.invalidParameter("USER_SRP_AUTH is not enabled for the client.")),
            new Case(
                "refresh off",
                srpOnly,
                AuthFlowType.REFRESH_TOKEN_AUTH,
                Map.of("REFRESH_TOKEN", "x"),
                Refusal.invalidParameter("REFRESH_TOKEN_AUTH is not enabled for the client.")),
            new Case(
                "custom flow off",
                all,
                AuthFlowType.CUSTOM_AUTH,
                Map.of("USERNAME", "nobody"),
                Refusal.invalidParameter("CUSTOM_AUTH is not enabled for the client.")),
            new Case(
                "custom flow without triggers",
                none,
                AuthFlowType.CUSTOM_AUTH,
                Map.of("USERNAME", "nobody"),
                Refusal.invalidParameter(
                    "Custom auth lambda trigger is not configured for the user pool.")),
            new Case(
                "choice-based flow off",
                all,
                AuthFlowType.USER_AUTH,
                Map.of("USERNAME", "nobody"),
                Refusal.invalidParameter("USER_AUTH flow not enabled for this client")),
            new Case(
                "anything but custom where only custom is on",
                customOnly,
                AuthFlowType.USER_PASSWORD_AUTH,
                login,
                Refusal.invalidParameter(
                    "Only custom auth (lambda driven) is enabled for this client.")),
            new Case(
                "unknown client",
                "1nosuchclient",
                AuthFlowType.USER_PASSWORD_AUTH,
                login,
                Refusal.notFound("User pool client 1nosuchclient does not exist."))));
  }

  @TestFactory
  Stream<DynamicTest> missingParametersAreNamed() {
    return refused(
        Stream.of(
            missing("USERNAME", AuthFlowType.USER_PASSWORD_AUTH, Map.of("PASSWORD", PASSWORD)),
            missing("PASSWORD", AuthFlowType.USER_PASSWORD_AUTH, Map.of("USERNAME", "alice")),
            missing("USERNAME", AuthFlowType.USER_PASSWORD_AUTH, Map.of("x", "y")),
            missing("USERNAME", AuthFlowType.USER_SRP_AUTH, Map.of("SRP_A", "2")),
            missing("SRP_A", AuthFlowType.USER_SRP_AUTH, Map.of("USERNAME", "alice")),
            missing("REFRESH_TOKEN", AuthFlowType.REFRESH_TOKEN_AUTH, Map.of("x", "y")),
            missing("REFRESH_TOKEN", AuthFlowType.REFRESH_TOKEN, Map.of("x", "y"))));
  }

  private Case missing(String key, AuthFlowType flow, Map<String, String> parameters) {
    return new Case(
        flow + " without " + key,
        pool.clientId(),
        flow,
        parameters,
        Refusal.invalidParameter("Missing required parameter " + key));
  }

  @TestFactory
  Stream<DynamicTest> secretHashIsChecked() {
    pool.confirmedUser("secretive");
    UserPoolClientType client = pool.client(settings -> settings.generateSecret(true));
    String id = client.clientId();
    Map<String, String> login = Map.of("USERNAME", "secretive", "PASSWORD", PASSWORD);
    String wrong = SecretHash.of("secretive", id, "wrong-secret");
    return refused(
        Stream.of(
            new Case(
                "hash absent",
                id,
                AuthFlowType.USER_PASSWORD_AUTH,
                login,
                Refusal.notAuthorized(
                    "Client "
                        + id
                        + " is configured with secret but SECRET_HASH was not received")),
            new Case(
                "hash wrong",
                id,
                AuthFlowType.USER_PASSWORD_AUTH,
                Map.of("USERNAME", "secretive", "PASSWORD", PASSWORD, "SECRET_HASH", wrong),
                Refusal.notAuthorized("SecretHash does not match for the client: " + id)),
            new Case(
                "hash for a client without a secret",
                pool.clientId(),
                AuthFlowType.USER_PASSWORD_AUTH,
                Map.of("USERNAME", "secretive", "PASSWORD", PASSWORD, "SECRET_HASH", wrong),
                Refusal.notAuthorized(
                    "Unable to verify secret hash for client " + pool.clientId()))));
  }

  @Test
  void rightSecretHashSignsInAndRefreshes() {
    pool.confirmedUser("hashed");
    UserPoolClientType client = pool.client(settings -> settings.generateSecret(true));
    String hash = SecretHash.of("hashed", client.clientId(), client.clientSecret());
    InitiateAuthResponse signedIn =
        call(
            client.clientId(),
            AuthFlowType.USER_PASSWORD_AUTH,
            Map.of("USERNAME", "hashed", "PASSWORD", PASSWORD, "SECRET_HASH", hash));
    InitiateAuthResponse refreshed =
        call(
            client.clientId(),
            AuthFlowType.REFRESH_TOKEN_AUTH,
            Map.of(
                "REFRESH_TOKEN",
                signedIn.authenticationResult().refreshToken(),
                "SECRET_HASH",
                hash));
    assertThat(refreshed.authenticationResult().accessToken()).isNotEmpty();
    assertThat(refreshed.authenticationResult().refreshToken()).isNull();
  }

  @TestFactory
  Stream<DynamicTest> stateOfTheUserIsTold() {
    String legacy = pool.clientId();
    String hiding = hidingClient();
    pool.confirmedUser("disabled");
    server.sdk().adminDisableUser(user -> user.userPoolId(pool.poolId()).username("disabled"));
    pool.confirmedUser("reset", "email", "reset@example.com", "email_verified", "true");
    server.sdk().adminResetUserPassword(user -> user.userPoolId(pool.poolId()).username("reset"));
    pool.confirmedUser("wrong");
    return refused(
        Stream.of(
            row(
                "unknown user is named",
                legacy,
                "nobody",
                PASSWORD,
                new Refusal("UserNotFoundException", "User does not exist.")),
            row(
                "unknown user is hidden",
                hiding,
                "nobody",
                PASSWORD,
                Refusal.notAuthorized(INCORRECT)),
            row(
                "wrong password",
                legacy,
                "wrong",
                "Wrong-Password-1",
                Refusal.notAuthorized(INCORRECT)),
            row(
                "wrong password of a hiding client",
                hiding,
                "wrong",
                "Wrong-Password-1",
                Refusal.notAuthorized(INCORRECT)),
            row(
                "disabled user",
                legacy,
                "disabled",
                PASSWORD,
                Refusal.notAuthorized("User is disabled.")),
            row(
                "disabled user with the right password",
                hiding,
                "disabled",
                PASSWORD,
                Refusal.notAuthorized("User is disabled.")),
            row(
                "disabled user with a wrong password",
                hiding,
                "disabled",
                "Wrong-Password-1",
                Refusal.notAuthorized(INCORRECT)),
            row(
                "reset required",
                legacy,
                "reset",
                PASSWORD,
                new Refusal(
                    "PasswordResetRequiredException", "Password reset required for the user"))));
  }

  private Case row(String name, String clientId, String user, String password, Refusal expected) {
    return new Case(
        name,
        clientId,
        AuthFlowType.USER_PASSWORD_AUTH,
        Map.of("USERNAME", user, "PASSWORD", password),
        expected);
  }

  private String hidingClient() {
    return pool.client(
            client -> client.preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED))
        .clientId();
  }

  @Test
  void whatDoesNotFitASessionIsRefused() {
    Map<String, String> good = Map.of("USERNAME", "nobody", "SRP_A", "2");
    String hiding = hidingClient();
    for (String name : List.of("n".repeat(1_500), "n".repeat(70_000))) {
      Map<String, String> longName = Map.of("USERNAME", name, "SRP_A", "2");
      assertThat(Refusal.of(() -> call(hiding, AuthFlowType.USER_SRP_AUTH, longName)))
          .isEqualTo(
              Refusal.invalidParameter(
                  "1 validation error detected: Value at 'username' failed to satisfy constraint:"
                      + " Member must have length less than or equal to 128"));
    }
    Map<String, String> longKey = new HashMap<>(good);
    longKey.put("DEVICE_KEY", "d".repeat(56));
    assertThat(Refusal.of(() -> call(hiding, AuthFlowType.USER_SRP_AUTH, longKey)))
        .isEqualTo(Refusal.invalidParameter("Invalid device key given."));
    assertThat(call(hiding, AuthFlowType.USER_SRP_AUTH, good).challengeName())
        .isEqualTo(ChallengeNameType.PASSWORD_VERIFIER);
  }

  @Test
  void expiredTemporaryPasswordIsRefused() {
    PoolFixture own = PoolFixture.create(server);
    own.invitedUser("late");
    server.clock().advance(Duration.ofDays(8));
    assertThat(Refusal.of(() -> own.signIn("late", PASSWORD)))
        .isEqualTo(
            Refusal.notAuthorized(
                "Temporary password has expired and must be reset by an administrator."));
  }

  @Test
  void legacyNamesOfFlowsAllowWhatTheyAlwaysDid() {
    pool.confirmedUser("legacy");
    String client =
        pool.client(
                settings -> settings.explicitAuthFlows(ExplicitAuthFlowsType.USER_PASSWORD_AUTH))
            .clientId();
    InitiateAuthResponse signedIn =
        call(
            client,
            AuthFlowType.USER_PASSWORD_AUTH,
            Map.of("USERNAME", "legacy", "PASSWORD", PASSWORD));
    InitiateAuthResponse refreshed =
        call(
            client,
            AuthFlowType.REFRESH_TOKEN,
            Map.of("REFRESH_TOKEN", signedIn.authenticationResult().refreshToken()));
    assertThat(refreshed.authenticationResult().idToken()).isNotEmpty();
  }
}
