package dev.poolhouse.signin;

import dev.poolhouse.testing.FunctionEndpoint;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SrpClient;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/// A pool of a test's own whose functions ask a riddle: the right answer is `42`, three wrong ones
/// end the sign-in. With a password it is asked after that, and after a temporary one is changed. A
/// test may put functions of its own in their place.
final class CustomPool {
  /// The right answer.
  static final String ANSWER = "42";

  private static final SecureRandom RANDOM = new SecureRandom();

  final TestServer server;
  final PoolFixture pool;
  final String clientId;
  final SrpClient srp = SrpClient.create(RANDOM);
  private final String id;

  private CustomPool(TestServer server, String id, PoolFixture pool, boolean hiding) {
    this.server = server;
    this.id = id;
    this.pool = pool;
    this.clientId = client(hiding);
  }

  /// A pool with the riddle; the client tells who exists.
  static CustomPool of(TestServer server) {
    return of(server, false, _ -> {});
  }

  static CustomPool of(
      TestServer server, boolean hiding, Consumer<CreateUserPoolRequest.Builder> settings) {
    String id = UUID.randomUUID().toString().substring(0, 8);
    Consumer<CreateUserPoolRequest.Builder> riddle = riddle(server, id);
    PoolFixture pool = PoolFixture.create(server, made -> settings.accept(riddled(made, riddle)));
    return new CustomPool(server, id, pool, hiding);
  }

  private static CreateUserPoolRequest.Builder riddled(
      CreateUserPoolRequest.Builder pool, Consumer<CreateUserPoolRequest.Builder> riddle) {
    riddle.accept(pool);
    return pool;
  }

  /// Settings of a pool whose functions ask the riddle.
  ///
  /// @param id ends the functions' names
  static Consumer<CreateUserPoolRequest.Builder> riddle(TestServer server, String id) {
    FunctionEndpoint functions = server.functions();
    String define = functions.onEvent("define-" + id, CustomPool::define);
    String create =
        functions.on(
            "create-" + id,
            response -> {
              response.put("publicChallengeParameters", Map.of("question", "6 x 7"));
              response.put("privateChallengeParameters", Map.of("answer", ANSWER));
              response.put("challengeMetadata", "RIDDLE");
            });
    String verify =
        functions.onEvent(
            "verify-" + id,
            event -> {
              Map<String, Object> request = FunctionEndpoint.object(event.get("request"));
              Map<String, Object> kept =
                  FunctionEndpoint.object(request.get("privateChallengeParameters"));
              FunctionEndpoint.object(event.get("response"))
                  .put(
                      "answerCorrect",
                      Objects.equals(request.get("challengeAnswer"), kept.get("answer")));
            });
    return pool ->
        pool.lambdaConfig(
            triggers ->
                triggers
                    .defineAuthChallenge(define)
                    .createAuthChallenge(create)
                    .verifyAuthChallengeResponse(verify));
  }

  /// `session` of an event.
  static List<?> rounds(Map<String, Object> event) {
    return (List<?>)
        Objects.requireNonNull(FunctionEndpoint.object(event.get("request")).get("session"));
  }

  /// Password first where the client began with SRP, then the riddle until it is solved.
  private static void define(Map<String, Object> event) {
    Map<String, Object> response = FunctionEndpoint.object(event.get("response"));
    List<Map<String, Object>> rounds =
        rounds(event).stream().map(FunctionEndpoint::object).toList();
    boolean solved =
        rounds.stream()
            .anyMatch(
                round ->
                    "CUSTOM_CHALLENGE".equals(round.get("challengeName"))
                        && Boolean.TRUE.equals(round.get("challengeResult")));
    long wrong =
        rounds.stream().filter(round -> Boolean.FALSE.equals(round.get("challengeResult"))).count();
    response.put("issueTokens", solved);
    response.put("failAuthentication", wrong >= 3);
    boolean temporary =
        FunctionEndpoint.object(FunctionEndpoint.object(event.get("request")).get("userAttributes"))
            .getOrDefault("cognito:user_status", "")
            .equals("FORCE_CHANGE_PASSWORD");
    if (!solved && wrong == 0 && rounds.size() == 2 && temporary) {
      response.put("challengeName", "NEW_PASSWORD_REQUIRED");
    } else if (!solved && wrong < 3) {
      boolean password =
          rounds.size() == 1 && "SRP_A".equals(rounds.getFirst().get("challengeName"));
      response.put("challengeName", password ? "PASSWORD_VERIFIER" : "CUSTOM_CHALLENGE");
    }
  }

  private String client(boolean hiding) {
    return pool.client(
            client -> {
              client.explicitAuthFlows(
                  ExplicitAuthFlowsType.ALLOW_CUSTOM_AUTH,
                  ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                  ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH);
              if (hiding) {
                client.preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED);
              }
            })
        .clientId();
  }

  /// Name of one of the pool's functions: `define`, `create` or `verify`.
  String function(String which) {
    return which + "-" + id;
  }

  /// Makes the functions ask these in turn and then let the user in.
  ///
  /// @param before how many rounds the client's beginning counts as: one with SRP, else none
  void asks(int before, List<String> names) {
    server
        .functions()
        .onEvent(
            function("define"),
            event -> {
              int next = rounds(event).size() - before;
              Map<String, Object> response = FunctionEndpoint.object(event.get("response"));
              if (next < names.size()) {
                response.put("challengeName", names.get(next));
              } else {
                response.put("issueTokens", true);
              }
            });
  }

  /// Begins a sign-in.
  ///
  /// @param more names and values of further parameters
  InitiateAuthResponse begin(String name, String... more) {
    Map<String, String> parameters = new HashMap<>(Map.of("USERNAME", name));
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    return server
        .sdk()
        .initiateAuth(
            auth ->
                auth.clientId(clientId)
                    .authFlow(AuthFlowType.CUSTOM_AUTH)
                    .clientMetadata(Map.of("from", "initiate"))
                    .authParameters(parameters));
  }

  /// Begins with the password's proof.
  InitiateAuthResponse beginWithSrp(String name, String... more) {
    String[] all = new String[more.length + 4];
    System.arraycopy(more, 0, all, 4, more.length);
    all[0] = "CHALLENGE_NAME";
    all[1] = "SRP_A";
    all[2] = "SRP_A";
    all[3] = srp.srpA();
    return begin(name, all);
  }

  /// Answers the riddle.
  RespondToAuthChallengeResponse riddle(String name, String session, String answer) {
    return answer(
        ChallengeNameType.CUSTOM_CHALLENGE, session, Map.of("USERNAME", name, "ANSWER", answer));
  }

  /// Proves the password.
  RespondToAuthChallengeResponse prove(InitiateAuthResponse asked, String password) {
    Map<String, String> responses =
        srp.passwordVerifier(
            pool.poolId(), password, asked.challengeParameters(), server.clock().instant());
    return answer(ChallengeNameType.PASSWORD_VERIFIER, asked.session(), responses);
  }

  /// Answers any challenge.
  RespondToAuthChallengeResponse answer(
      ChallengeNameType challenge, String session, Map<String, String> responses) {
    return server
        .sdk()
        .respondToAuthChallenge(
            respond ->
                respond
                    .clientId(clientId)
                    .challengeName(challenge)
                    .session(session)
                    .clientMetadata(Map.of("from", "respond"))
                    .challengeResponses(responses));
  }
}
