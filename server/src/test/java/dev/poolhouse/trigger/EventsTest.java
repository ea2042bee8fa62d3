package dev.poolhouse.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves the events of all kinds, letter by letter: which members there are, in which order, what
/// is null and what is absent.
///
/// Source: triggers reference §2 and §4, with the recorded prefills.
final class EventsTest {
  /// @param trigger what fires
  /// @param version `version`
  /// @param source `triggerSource`
  /// @param userName `userName`
  /// @param request `request`, with single quotes
  /// @param response `response`
  private record Case(
      Trigger<?> trigger,
      String version,
      String source,
      String userName,
      String request,
      String response) {
    @Override
    public String toString() {
      return source + " " + version;
    }
  }

  private static final String ATTRIBUTES = "'userAttributes':{'email':'ann@example.com'}";

  private static Case ann(TriggerKind kind, String source, String request, String response) {
    return new Case(Samples.of(kind), "1", source, "ann", request, response);
  }

  private static Stream<Case> cases() {
    return Stream.of(signUp(), signIn(), custom(), tokens(), messages(), federation())
        .flatMap(cases -> cases);
  }

  private static Stream<Case> signUp() {
    String decision = "{'autoConfirmUser':false,'autoVerifyEmail':false,'autoVerifyPhone':false}";
    return Stream.of(
        ann(
            TriggerKind.PRE_SIGN_UP,
            "PreSignUp_SignUp",
            "{" + ATTRIBUTES + ",'validationData':null}",
            decision),
        new Case(
            new PreSignUp("AdminCreateUser", "ann", Map.of(), Map.of("captcha", "c")),
            "1",
            "PreSignUp_AdminCreateUser",
            "ann",
            "{'userAttributes':{},'validationData':{'captcha':'c'}}",
            decision),
        ann(
            TriggerKind.POST_CONFIRMATION,
            "PostConfirmation_ConfirmSignUp",
            "{" + ATTRIBUTES + "}",
            "{}"));
  }

  private static Stream<Case> signIn() {
    String migrated =
        "{'userAttributes':null,'forceAliasCreation':null,'enableSMSMFA':null,"
            + "'finalUserStatus':null,'messageAction':null,'desiredDeliveryMediums':null}";
    return Stream.of(
        ann(
            TriggerKind.PRE_AUTHENTICATION,
            "PreAuthentication_Authentication",
            "{" + ATTRIBUTES + ",'validationData':null}",
            "{}"),
        new Case(
            new PreAuthentication("nobody", Map.of(), Optional.of(true)),
            "1",
            "PreAuthentication_Authentication",
            "nobody",
            "{'userAttributes':{},'validationData':null,'userNotFound':true}",
            "{}"),
        ann(
            TriggerKind.POST_AUTHENTICATION,
            "PostAuthentication_Authentication",
            "{" + ATTRIBUTES + ",'newDeviceUsed':false}",
            "{}"),
        ann(
            TriggerKind.USER_MIGRATION,
            "UserMigration_Authentication",
            "{'password':'typed','validationData':null,'userAttributes':null}",
            migrated),
        new Case(
            new UserMigration("ForgotPassword", "ann@example.com", Optional.empty()),
            "1",
            "UserMigration_ForgotPassword",
            "ann@example.com",
            "{'validationData':null,'userAttributes':null}",
            migrated));
  }

  private static Stream<Case> custom() {
    return Stream.of(
        ann(
            TriggerKind.DEFINE_AUTH_CHALLENGE,
            "DefineAuthChallenge_Authentication",
            "{"
                + ATTRIBUTES
                + ",'session':["
                + "{'challengeName':'SRP_A','challengeResult':true,'challengeMetadata':null},"
                + "{'challengeName':'CUSTOM_CHALLENGE','challengeResult':false,"
                + "'challengeMetadata':'riddle'}],'userNotFound':false}",
            "{'challengeName':null,'issueTokens':null,'failAuthentication':null}"),
        ann(
            TriggerKind.CREATE_AUTH_CHALLENGE,
            "CreateAuthChallenge_Authentication",
            "{" + ATTRIBUTES + ",'challengeName':'CUSTOM_CHALLENGE','session':[]}",
            "{'publicChallengeParameters':null,'privateChallengeParameters':null,"
                + "'challengeMetadata':null}"),
        ann(
            TriggerKind.VERIFY_AUTH_CHALLENGE_RESPONSE,
            "VerifyAuthChallengeResponse_Authentication",
            "{"
                + ATTRIBUTES
                + ",'privateChallengeParameters':{'answer':'42'},'challengeAnswer':'41',"
                + "'userNotFound':true}",
            "{'answerCorrect':null}"));
  }

  private static Stream<Case> tokens() {
    String groups =
        ",'groupConfiguration':{'groupsToOverride':['g'],'iamRolesToOverride':['r'],"
            + "'preferredRole':null}";
    String later = "{'claimsAndScopeOverrideDetails':null}";
    return Stream.of(
        new Case(
            Samples.tokens(1),
            "1",
            "TokenGeneration_RefreshTokens",
            "ann",
            "{" + ATTRIBUTES + groups + "}",
            "{'claimsOverrideDetails':null}"),
        new Case(
            Samples.tokens(2),
            "2",
            "TokenGeneration_RefreshTokens",
            "ann",
            "{" + ATTRIBUTES + groups + ",'scopes':['openid']}",
            later),
        new Case(
            Samples.tokens(3),
            "3",
            "TokenGeneration_RefreshTokens",
            "ann",
            "{" + ATTRIBUTES + groups + ",'scopes':['openid']}",
            later),
        new Case(
            PreTokenGeneration.forClient(List.of("api/read")),
            "3",
            "TokenGeneration_ClientCredentials",
            "ClientCredentials",
            "{'userAttributes':{},'groupConfiguration':null,'scopes':['api/read']}",
            later));
  }

  private static Stream<Case> messages() {
    String written = "{'smsMessage':null,'emailMessage':null,'emailSubject':null}";
    return Stream.of(
        ann(
            TriggerKind.CUSTOM_MESSAGE,
            "CustomMessage_SignUp",
            "{"
                + ATTRIBUTES
                + ",'codeParameter':'{####}','linkParameter':'{##Click Here##}',"
                + "'usernameParameter':null}",
            written),
        new Case(
            new CustomMessage("AdminCreateUser", "ann", Map.of(), "{##Go##}", true),
            "1",
            "CustomMessage_AdminCreateUser",
            "ann",
            "{'userAttributes':{},'codeParameter':'{####}','linkParameter':'{##Go##}',"
                + "'usernameParameter':'{username}'}",
            written),
        ann(
            TriggerKind.CUSTOM_SMS_SENDER,
            "CustomSMSSender_Authentication",
            "{'type':'customSMSSenderRequestV1','code':'AYAD'," + ATTRIBUTES + "}",
            "{}"),
        ann(
            TriggerKind.CUSTOM_EMAIL_SENDER,
            "CustomEmailSender_AccountTakeOverNotification",
            "{'type':'customEmailSenderRequestV1','code':null," + ATTRIBUTES + "}",
            "{}"));
  }

  private static Stream<Case> federation() {
    return Stream.of(
        new Case(
            Samples.of(TriggerKind.INBOUND_FEDERATION),
            "1",
            "InboundFederation_ExternalProvider",
            "Login_1",
            "{'providerName':'Login','providerType':'OIDC','attributes':{'idToken':{'sub':'1'}}}",
            "{'userAttributesToMap':{}}"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eventHasExactlyItsMembers(Case given) {
    String event =
        "{'version':'%s','triggerSource':'%s','region':'us-east-1','userPoolId':'us-east-1_Pool1',"
                .formatted(given.version(), given.source())
            + "'userName':'%s','callerContext':{'awsSdkVersion':'aws-sdk-js-3.45.0',"
                .formatted(given.userName())
            + "'clientId':'client1'},'request':%s,'response':%s}"
                .formatted(given.request(), given.response());
    assertThat(Json.write(Triggers.event(TestOccasion.of("Operation"), given.trigger())))
        .isEqualTo(event.replace('\'', '"'));
  }

  @Test
  void everyKindIsProven() {
    assertThat(cases().map(given -> given.trigger().kind()).distinct())
        .containsExactlyInAnyOrder(TriggerKind.values());
  }

  @Test
  void clientCanBeNull() {
    Occasion console = TestOccasion.of("AdminConfirmSignUp");
    Occasion nobody =
        new Occasion(console.pool(), console.caller(), console.operation(), Json.NULL, Map.of());
    assertThat(Json.write(Triggers.event(nobody, Samples.of(TriggerKind.POST_CONFIRMATION))))
        .contains("\"clientId\":null");
  }

  @Test
  void nothingSecretShowsInTexts() {
    String secret = "do-not-show";
    Map<String, String> secrets = Map.of("key", secret);
    List<Object> shown =
        List.of(
            TestOccasion.of("SignUp", secrets),
            new PreSignUp("SignUp", "ann", Map.of(), secrets),
            new VerifyAuthChallengeResponse("ann", Map.of(), secrets, secret, Optional.empty()),
            new CreateAuthChallenge.Made(secrets, secrets, Optional.of(secret)),
            new UserMigration("Authentication", "ann", Optional.of(Secret.of(secret))),
            new UserMigration.Found(secrets, true, true, List.of(), true, true),
            new InboundFederation("ann", "Login", "OIDC", Map.of("idToken", secrets)),
            new Functions.Call("arn", TriggerKind.PRE_SIGN_UP, Secret.of(secret), Duration.ZERO),
            new Functions.Outcome.Returned(Secret.of(secret)));
    assertThat(shown).extracting(Object::toString).noneMatch(text -> text.contains(secret));
  }
}
