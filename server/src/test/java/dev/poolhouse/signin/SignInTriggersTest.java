package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.FunctionEndpoint;
import dev.poolhouse.testing.FunctionEndpoint.Reply;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SrpClient;
import dev.poolhouse.wire.Json;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/// Proves which functions a sign-in calls besides those of custom flows: before it is looked at,
/// after it is complete, and for names that nobody has yet.
@EachServer
final class SignInTriggersTest {
  private static final String PASSWORD = PoolFixture.PASSWORD;
  private static final Refusal INCORRECT = Refusal.notAuthorized("Incorrect username or password.");

  private final TestServer server;
  private final FunctionEndpoint functions;
  private final String id = UUID.randomUUID().toString().substring(0, 8);

  SignInTriggersTest(TestServer server) {
    this.server = server;
    this.functions = server.functions();
  }

  private PoolFixture guarded() {
    String before = functions.on("before-" + id, _ -> {});
    String after = functions.on("after-" + id, _ -> {});
    return PoolFixture.create(
        server,
        pool ->
            pool.lambdaConfig(
                triggers -> triggers.preAuthentication(before).postAuthentication(after)));
  }

  private String hiding(PoolFixture pool) {
    return pool.client(
            client -> client.preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED))
        .clientId();
  }

  private InitiateAuthResponse signIn(String client, String name, String password) {
    return server
        .sdk()
        .initiateAuth(
            auth ->
                auth.clientId(client)
                    .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                    .clientMetadata(Map.of("tenant", "blue"))
                    .authParameters(Map.of("USERNAME", name, "PASSWORD", password)));
  }

  @Test
  void functionsRunBeforeAndAfter() {
    PoolFixture pool = guarded();
    String name = pool.confirmedUser("u" + UUID.randomUUID());
    assertThat(signIn(pool.clientId(), name, PASSWORD).authenticationResult()).isNotNull();
    assertThat(functions.sources(name))
        .containsExactly("PreAuthentication_Authentication", "PostAuthentication_Authentication");
    assertThat(functions.last("before-" + id).request())
        .containsOnlyKeys("userAttributes", "validationData")
        .containsEntry("validationData", Map.of("tenant", "blue"));
    assertThat(functions.last("after-" + id).request())
        .containsOnlyKeys("userAttributes", "newDeviceUsed")
        .containsEntry("newDeviceUsed", false);
    assertThat(functions.last("after-" + id).members()).containsEntry("response", Map.of());
  }

  @Test
  void wrongPasswordRunsTheFirstAlone() {
    PoolFixture pool = guarded();
    String name = pool.confirmedUser("u" + UUID.randomUUID());
    assertThat(Refusal.of(() -> signIn(pool.clientId(), name, "Wrong-Horse-7")))
        .isEqualTo(INCORRECT);
    assertThat(functions.sources(name)).containsExactly("PreAuthentication_Authentication");
  }

  @Test
  void functionsRefuseByThrowing() {
    PoolFixture pool = guarded();
    String name = pool.confirmedUser("u" + UUID.randomUUID());
    functions.onCall("after-" + id, _ -> Reply.threw("Not today"));
    assertThat(Refusal.of(() -> signIn(pool.clientId(), name, PASSWORD)))
        .isEqualTo(
            new Refusal(
                "UserLambdaValidationException",
                "PostAuthentication failed with error Not today."));
    functions.onCall("before-" + id, _ -> Reply.threw("Closed"));
    assertThat(Refusal.of(() -> signIn(pool.clientId(), name, PASSWORD)))
        .isEqualTo(
            new Refusal(
                "UserLambdaValidationException", "PreAuthentication failed with error Closed."));
  }

  @Test
  void hiddenNamesRunTheFirstToo() {
    PoolFixture pool = guarded();
    String client = hiding(pool);
    String name = pool.confirmedUser("u" + UUID.randomUUID());
    for (String typed : List.of(name, "nobody-" + id)) {
      assertThat(Refusal.of(() -> signIn(client, typed, "Wrong-Horse-7"))).isEqualTo(INCORRECT);
      assertThat(functions.last("before-" + id).request())
          .containsEntry("userNotFound", !typed.equals(name));
    }
    assertThat(functions.last("before-" + id).request()).containsEntry("userAttributes", Map.of());
  }

  @Test
  void proofByChallengeRunsThemInTheirCalls() {
    PoolFixture pool = guarded();
    String name = pool.confirmedUser("u" + UUID.randomUUID());
    SrpClient srp = SrpClient.create(new SecureRandom());
    InitiateAuthResponse asked =
        server
            .sdk()
            .initiateAuth(
                auth ->
                    auth.clientId(pool.clientId())
                        .authFlow(AuthFlowType.USER_SRP_AUTH)
                        .authParameters(Map.of("USERNAME", name, "SRP_A", srp.srpA())));
    assertThat(functions.sources(name)).containsExactly("PreAuthentication_Authentication");
    assertThat(functions.last("before-" + id).request()).containsEntry("validationData", Json.NULL);
    server
        .sdk()
        .respondToAuthChallenge(
            respond ->
                respond
                    .clientId(pool.clientId())
                    .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                    .clientMetadata(Map.of("tenant", "green"))
                    .challengeResponses(
                        srp.passwordVerifier(
                            pool.poolId(),
                            PASSWORD,
                            asked.challengeParameters(),
                            server.clock().instant())));
    assertThat(functions.last("after-" + id).request())
        .containsEntry("clientMetadata", Map.of("tenant", "green"));
  }

  @Test
  void functionsMayChangeTheUserWhoSignsIn() {
    AtomicReference<String> poolId = new AtomicReference<>("");
    List<String> arns =
        Stream.of("first", "second", "third")
            .map(
                which ->
                    functions.onEvent(
                        which + "-" + id,
                        event ->
                            server
                                .sdk()
                                .adminUpdateUserAttributes(
                                    update ->
                                        update
                                            .userPoolId(poolId.get())
                                            .username(String.valueOf(event.get("userName")))
                                            .userAttributes(
                                                AttributeType.builder()
                                                    .name("nickname")
                                                    .value(which)
                                                    .build()))))
            .toList();
    PoolFixture pool =
        PoolFixture.create(
            server,
            made ->
                made.lambdaConfig(
                    triggers ->
                        triggers
                            .preAuthentication(arns.get(0))
                            .postAuthentication(arns.get(1))
                            .preTokenGeneration(arns.get(2))));
    poolId.set(pool.poolId());
    String name = pool.confirmedUser("u" + UUID.randomUUID());
    assertThat(signIn(pool.clientId(), name, PASSWORD).authenticationResult()).isNotNull();
    assertThat(functions.sources(name)).hasSize(3);
    assertThat(
            server
                .sdk()
                .adminGetUser(get -> get.userPoolId(pool.poolId()).username(name))
                .userAttributes())
        .anySatisfy(attribute -> assertThat(attribute.value()).isEqualTo("third"));
  }

  private PoolFixture migrating(Map<String, Object> answer) {
    String move =
        functions.onEvent(
            "move-" + id,
            event -> {
              Map<String, Object> request = FunctionEndpoint.object(event.get("request"));
              if (PASSWORD.equals(request.get("password"))) {
                FunctionEndpoint.object(event.get("response")).putAll(answer);
              }
            });
    return PoolFixture.create(
        server, pool -> pool.lambdaConfig(triggers -> triggers.userMigration(move)));
  }

  private static Map<String, Object> found(String status) {
    return Map.of(
        "userAttributes",
        Map.of("email", "a@example.com", "email_verified", "true"),
        "finalUserStatus",
        status,
        "messageAction",
        "SUPPRESS");
  }

  @Test
  void unknownUserIsTakenOverWithThePassword() {
    PoolFixture pool = migrating(found("CONFIRMED"));
    String name = "moved-" + id;
    assertThat(signIn(pool.clientId(), name, PASSWORD).authenticationResult()).isNotNull();
    assertThat(functions.last("move-" + id).request())
        .containsEntry("validationData", Map.of("tenant", "blue"))
        .containsEntry("userAttributes", Json.NULL);
    assertThat(
            server
                .sdk()
                .adminGetUser(get -> get.userPoolId(pool.poolId()).username(name))
                .userStatus())
        .isEqualTo(UserStatusType.CONFIRMED);
    int calls = functions.events("move-" + id).size();
    assertThat(signIn(pool.clientId(), name, PASSWORD).authenticationResult()).isNotNull();
    assertThat(functions.events("move-" + id)).hasSize(calls);
  }

  @Test
  void userWhosePasswordIsNotKeptMustResetIt() {
    PoolFixture pool = migrating(found("RESET_REQUIRED"));
    assertThat(Refusal.of(() -> signIn(pool.clientId(), "moved-" + id, PASSWORD)))
        .isEqualTo(
            new Refusal("PasswordResetRequiredException", "Password reset required for the user"));
  }

  @Test
  void whoIsUnknownThereTooIsRefused() {
    PoolFixture pool = migrating(found("CONFIRMED"));
    assertThat(Refusal.of(() -> signIn(pool.clientId(), "other-" + id, "Wrong-Horse-7")))
        .isEqualTo(
            new Refusal(
                "UserNotFoundException",
                "Exception migrating user in app client " + pool.clientId()));
    assertThat(Refusal.of(() -> signIn(hiding(pool), "other-" + id, "Wrong-Horse-7")))
        .isEqualTo(INCORRECT);
  }

  @Test
  void guessesAtForeignPasswordsLockTheName() {
    PoolFixture pool = migrating(found("CONFIRMED"));
    for (int i = 0; i < 6; i++) {
      Refusal.of(() -> signIn(pool.clientId(), "victim-" + id, "Wrong-Horse-7"));
    }
    int calls = functions.events("move-" + id).size();
    assertThat(Refusal.of(() -> signIn(pool.clientId(), "victim-" + id, PASSWORD)))
        .isEqualTo(Refusal.notAuthorized("Password attempts exceeded"));
    assertThat(functions.events("move-" + id)).hasSize(calls);
  }

  @Test
  void guessesInParallelGainNothing() throws Exception {
    PoolFixture pool = migrating(found("CONFIRMED"));
    String client = hiding(pool);
    String name = "victim-" + id;
    int calls = functions.events("move-" + id).size();
    List<Future<Refusal>> guesses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        String password = "Wrong-Horse-" + i;
        guesses.add(threads.submit(() -> Refusal.of(() -> signIn(client, name, password))));
      }
    }
    Refusal locked = Refusal.notAuthorized("Password attempts exceeded");
    int incorrect = 0;
    for (Future<Refusal> guess : guesses) {
      assertThat(guess.get()).isIn(INCORRECT, locked);
      incorrect += guess.get().equals(INCORRECT) ? 1 : 0;
    }
    assertThat(functions.events("move-" + id)).hasSize(calls + incorrect);
    assertThat(incorrect).isBetween(5, 10); // some more where it takes seconds
  }

  @Test
  void guessesAtForeignPasswordsLockChoiceBasedSignInsAlike() {
    PoolFixture pool = migrating(found("CONFIRMED"));
    String client =
        pool.client(
                made ->
                    made.explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_AUTH)
                        .preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED))
            .clientId();
    String name = "victim-" + id;
    int calls = functions.events("move-" + id).size();
    for (int i = 0; i < 5; i++) {
      assertThat(Refusal.of(() -> choose(client, name, "Wrong-Horse-7"))).isEqualTo(INCORRECT);
    }
    assertThat(functions.events("move-" + id)).hasSize(calls + 5);
    assertThat(Refusal.of(() -> choose(client, name, PASSWORD)))
        .isEqualTo(Refusal.notAuthorized("Password attempts exceeded"));
    assertThat(functions.events("move-" + id)).hasSize(calls + 5);
  }

  private void choose(String client, String name, String password) {
    server
        .sdk()
        .initiateAuth(
            auth ->
                auth.clientId(client)
                    .authFlow(AuthFlowType.USER_AUTH)
                    .authParameters(
                        Map.of(
                            "USERNAME",
                            name,
                            "PREFERRED_CHALLENGE",
                            "PASSWORD",
                            "PASSWORD",
                            password)));
  }
}
