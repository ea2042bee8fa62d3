package dev.poolhouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.FunctionEndpoint;
import dev.poolhouse.testing.FunctionEndpoint.Reply;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/// Proves how custom sign-ins end badly: functions that refuse, fail or answer nonsense, sessions
/// used twice or elsewhere, and names that belong to nobody.
@EachServer
final class CustomAuthRefusalsTest {
  private static final Refusal INCORRECT = Refusal.notAuthorized("Incorrect username or password.");
  private static final Refusal SHAPE =
      new Refusal("InvalidLambdaResponseException", "Unrecognizable lambda output");
  private static final Refusal USED =
      Refusal.notAuthorized("Invalid session for the user, session can only be used once.");

  private final TestServer server;

  CustomAuthRefusalsTest(TestServer server) {
    this.server = server;
  }

  private static String user() {
    return "u" + UUID.randomUUID();
  }

  /// What a function answers, and what the client is told.
  private record Case(
      String name, String function, Function<String, Reply> answer, Refusal expected) {}

  private static Function<String, Reply> response(String json) {
    return event ->
        Reply.returned(event.replaceFirst("\"response\":\\{[^}]*\\}", "\"response\":" + json));
  }

  private static Stream<Case> failures() {
    return Stream.of(
        new Case("decides nothing", "define", response("{}"), SHAPE),
        new Case("asks nonsense", "define", response("{\"challengeName\":\"RIDDLE\"}"), SHAPE),
        new Case(
            "asks for the password without its first half",
            "define",
            response("{\"challengeName\":\"PASSWORD_VERIFIER\"}"),
            SHAPE),
        new Case(
            "asks for a new password for none",
            "define",
            response("{\"challengeName\":\"NEW_PASSWORD_REQUIRED\"}"),
            SHAPE),
        new Case(
            "asks for a code without a password",
            "define",
            response("{\"challengeName\":\"SMS_MFA\"}"),
            SHAPE),
        new Case("wrong type", "define", response("{\"issueTokens\":\"yes\"}"), SHAPE),
        new Case("refuses", "define", response("{\"failAuthentication\":true}"), INCORRECT),
        new Case(
            "throws",
            "define",
            _ -> Reply.threw("No."),
            new Refusal(
                "UserLambdaValidationException", "DefineAuthChallenge failed with error No..")),
        new Case(
            "parameters that are no texts",
            "create",
            response("{\"publicChallengeParameters\":{\"a\":1}}"),
            SHAPE),
        new Case(
            "throws",
            "create",
            _ -> Reply.threw("No"),
            new Refusal(
                "UserLambdaValidationException", "CreateAuthChallenge failed with error No.")),
        new Case(
            "is not allowed",
            "create",
            _ -> Reply.refused(403, "AccessDeniedException"),
            new Refusal(
                "UnexpectedLambdaException",
                "CreateAuthChallenge invocation failed due to error AccessDeniedException.")),
        new Case(
            "returns nothing",
            "create",
            _ -> Reply.returned("null"),
            new Refusal(
                "InvalidLambdaResponseException", "Invalid lambda function output : Invalid JSON")),
        new Case(
            "more than can be kept",
            "create",
            response("{\"privateChallengeParameters\":{\"a\":\"" + "x".repeat(70_000) + "\"}}"),
            new Refusal(
                "InvalidLambdaResponseException",
                "The custom challenges of this sign-in hold more than 65536 bytes.")));
  }

  @TestFactory
  Stream<DynamicTest> functionsThatFailAtTheBeginning() {
    return failures()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.function() + " " + row.name(),
                    () -> {
                      CustomPool custom = CustomPool.of(server);
                      String name = custom.pool.confirmedUser(user());
                      server.functions().onCall(custom.function(row.function()), row.answer());
                      assertThat(Refusal.of(() -> custom.begin(name))).isEqualTo(row.expected());
                    }));
  }

  @Test
  void functionThatThrowsLeavesTheSessionUsable() {
    CustomPool custom = CustomPool.of(server);
    String name = custom.pool.confirmedUser(user());
    String session = custom.begin(name).session();
    server.functions().onCall(custom.function("verify"), _ -> Reply.threw("later"));
    assertThat(Refusal.of(() -> custom.riddle(name, session, "42")))
        .isEqualTo(
            new Refusal(
                "UserLambdaValidationException",
                "VerifyAuthChallengeResponse failed with error later."));
    server.functions().on(custom.function("verify"), right -> right.put("answerCorrect", true));
    assertThat(custom.riddle(name, session, "42").authenticationResult()).isNotNull();
  }

  @Test
  void thirdWrongAnswerEndsTheSignIn() {
    CustomPool custom = CustomPool.of(server);
    String name = custom.pool.confirmedUser(user());
    String second = custom.riddle(name, custom.begin(name).session(), "1").session();
    String third = custom.riddle(name, second, "2").session();
    assertThat(Refusal.of(() -> custom.riddle(name, third, "3"))).isEqualTo(INCORRECT);
    assertThat(Refusal.of(() -> custom.riddle(name, third, "42"))).isEqualTo(USED);
  }

  @Test
  void sessionsAreAnsweredOnce() {
    CustomPool custom = CustomPool.of(server);
    String name = custom.pool.confirmedUser(user());
    String first = custom.begin(name).session();
    RespondToAuthChallengeResponse second = custom.riddle(name, first, "1");
    int verified = server.functions().events(custom.function("verify")).size();
    assertThat(Refusal.of(() -> custom.riddle(name, first, "42"))).isEqualTo(USED);
    assertThat(server.functions().events(custom.function("verify"))).hasSize(verified);
    assertThat(custom.riddle(name, second.session(), "42").authenticationResult()).isNotNull();
    assertThat(Refusal.of(() -> custom.riddle(name, second.session(), "42"))).isEqualTo(USED);
  }

  @Test
  void sessionsBelongToOneUserClientAndChallenge() {
    CustomPool custom = CustomPool.of(server);
    CustomPool other = CustomPool.of(server);
    String name = custom.pool.confirmedUser(user());
    String stranger = custom.pool.confirmedUser(user());
    String session = custom.begin(name).session();
    Refusal invalid = Refusal.notAuthorized("Invalid session for the user.");
    assertThat(Refusal.of(() -> custom.riddle(stranger, session, "42"))).isEqualTo(invalid);
    assertThat(Refusal.of(() -> other.riddle(name, session, "42"))).isEqualTo(invalid);
    assertThat(
            Refusal.of(
                () ->
                    custom.answer(
                        ChallengeNameType.SMS_MFA,
                        session,
                        Map.of("USERNAME", name, "SMS_MFA_CODE", "123456"))))
        .isEqualTo(invalid);
    assertThat(
            Refusal.of(
                () ->
                    custom.answer(
                        ChallengeNameType.CUSTOM_CHALLENGE, session, Map.of("USERNAME", name))))
        .isEqualTo(Refusal.invalidParameter("Missing required parameter ANSWER"));
    server.clock().advance(Duration.ofMinutes(4));
    assertThat(Refusal.of(() -> custom.riddle(name, session, "42")))
        .isEqualTo(Refusal.notAuthorized("Invalid session for the user, session is expired."));
  }

  @Test
  void functionThatFailsGivesNoFurtherGuesses() {
    CustomPool custom = CustomPool.of(server);
    String name = custom.pool.confirmedUser(user());
    String session = custom.begin(name).session();
    server.functions().onCall(custom.function("define"), _ -> Reply.threw("Too often"));
    for (int i = 0; i < Guesses.PER_CUSTOM_CHALLENGE; i++) {
      assertThat(Refusal.of(() -> custom.riddle(name, session, "1")).type())
          .isEqualTo("UserLambdaValidationException");
    }
    assertThat(Refusal.of(() -> custom.riddle(name, session, CustomPool.ANSWER)))
        .isEqualTo(Refusal.notAuthorized("Invalid session for the user."));
    assertThat(server.functions().events(custom.function("verify")))
        .hasSize(Guesses.PER_CUSTOM_CHALLENGE);
  }

  @Test
  void disabledUserGoesNoFurther() {
    CustomPool custom = CustomPool.of(server);
    String name = custom.pool.confirmedUser(user());
    String session = custom.begin(name).session();
    server
        .sdk()
        .adminDisableUser(disable -> disable.userPoolId(custom.pool.poolId()).username(name));
    assertThat(Refusal.of(() -> custom.riddle(name, session, "42")))
        .isEqualTo(Refusal.notAuthorized("User is disabled."));
  }

  @Test
  void wrongPasswordNeverReachesTheFunctions() {
    CustomPool custom = CustomPool.of(server);
    String name = custom.pool.confirmedUser(user());
    InitiateAuthResponse asked = custom.beginWithSrp(name);
    int defined = server.functions().events(custom.function("define")).size();
    assertThat(Refusal.of(() -> custom.prove(asked, "Wrong-Horse-7"))).isEqualTo(INCORRECT);
    assertThat(server.functions().events(custom.function("define"))).hasSize(defined);
  }

  @Test
  void unknownNameIsToldWhereTheClientTells() {
    CustomPool custom = CustomPool.of(server);
    assertThat(Refusal.of(() -> custom.begin("nobody")))
        .isEqualTo(new Refusal("UserNotFoundException", "User does not exist."));
    assertThat(server.functions().events(custom.function("define"))).isEmpty();
  }

  @Test
  void unknownNameLooksLikeAnyOtherWhereTheClientHides() {
    CustomPool custom = CustomPool.of(server, true, _ -> {});
    String name = custom.pool.confirmedUser(user());
    for (String typed : List.of(name, "nobody")) {
      InitiateAuthResponse asked = custom.begin(typed);
      assertThat(asked.challengeParameters())
          .isEqualTo(Map.of("question", "6 x 7", "USERNAME", typed));
      assertThat(server.functions().last(custom.function("create")).request())
          .containsEntry("userNotFound", typed.equals("nobody"));
      RespondToAuthChallengeResponse wrong = custom.riddle(typed, asked.session(), "1");
      assertThat(wrong.challengeName()).isEqualTo(ChallengeNameType.CUSTOM_CHALLENGE);
      assertThat(Refusal.of(() -> custom.riddle(typed, asked.session(), "1"))).isEqualTo(USED);
    }
    assertThat(server.functions().last(custom.function("define")).request())
        .containsEntry("userAttributes", Map.of());
  }

  @Test
  void nobodyIsNeverLetIn() {
    CustomPool custom = CustomPool.of(server, true, _ -> {});
    String session = custom.begin("nobody").session();
    assertThat(Refusal.of(() -> custom.riddle("nobody", session, "42"))).isEqualTo(INCORRECT);
    assertThat(Refusal.of(() -> custom.riddle("nobody", session, "42"))).isEqualTo(USED);
    InitiateAuthResponse srp = custom.beginWithSrp("nobody");
    assertThat(srp.challengeName()).isEqualTo(ChallengeNameType.PASSWORD_VERIFIER);
    assertThat(Refusal.of(() -> custom.prove(srp, PoolFixture.PASSWORD))).isEqualTo(INCORRECT);
  }

  @Test
  void functionThatIsMissingIsNamed() {
    PoolFixture pool =
        PoolFixture.create(
            server,
            made ->
                made.lambdaConfig(
                    triggers ->
                        triggers.defineAuthChallenge(
                            server
                                .functions()
                                .on(
                                    "lonely",
                                    response ->
                                        response.put("challengeName", "CUSTOM_CHALLENGE")))));
    String name = pool.confirmedUser(user());
    String client =
        pool.client(made -> made.explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_CUSTOM_AUTH))
            .clientId();
    assertThat(
            Refusal.of(
                () ->
                    server
                        .sdk()
                        .initiateAuth(
                            auth ->
                                auth.clientId(client)
                                    .authFlow("CUSTOM_AUTH")
                                    .authParameters(Map.of("USERNAME", name)))))
        .isEqualTo(
            Refusal.invalidParameter(
                "Custom auth lambda trigger is not configured for the user pool."));
    assertThat(FunctionEndpoint.object(server.functions().last("lonely").members()))
        .containsEntry("triggerSource", "DefineAuthChallenge_Authentication");
  }
}
