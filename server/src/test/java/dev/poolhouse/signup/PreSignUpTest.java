package dev.poolhouse.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.FunctionEndpoint.Reply;
import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Proves what a function before sign-up is told and what it may decide, for SignUp and for
/// AdminCreateUser.
@EachServer
@SuppressWarnings("UnnecessaryLambda") // the settings of pools are values of tables
final class PreSignUpTest {
  private static final Consumer<CreateUserPoolRequest.Builder> VERIFIES_EMAIL =
      pool -> pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL);

  private final TestServer server;

  PreSignUpTest(TestServer server) {
    this.server = server;
  }

  private Newcomers newcomers(String arn, Consumer<CreateUserPoolRequest.Builder> settings) {
    return Newcomers.of(
        server,
        PoolFixture.create(
            server,
            pool -> {
              settings.accept(pool);
              pool.lambdaConfig(triggers -> triggers.preSignUp(arn).postConfirmation(arn));
            }));
  }

  private Newcomers deciding(String function, Consumer<Map<String, Object>> decision) {
    return newcomers(server.functions().on(function, decision), VERIFIES_EMAIL);
  }

  private Object event(String function) {
    return Json.read(
        server
            .functions()
            .last(function)
            .json()
            .replaceAll("\"awsSdkVersion\":\"[^\"]*\"", "\"awsSdkVersion\":\"any\""));
  }

  @Test
  void signUpShowsWhatWasSubmitted() {
    Newcomers people =
        newcomers(
            server.functions().on("ps-event", response -> {}),
            pool -> pool.usernameAttributes(UsernameAttributeType.EMAIL));

    SignUpResponse response =
        people
            .sdk()
            .signUp(
                call ->
                    call.clientId(people.clientId())
                        .username("ps1@example.com")
                        .password(PoolFixture.PASSWORD)
                        .userAttributes(Newcomers.attributes("name", "Frank"))
                        .validationData(Newcomers.attributes("invite", "1", "invite", "2"))
                        .clientMetadata(Map.of("tenant", "7")));

    assertThat(event("ps-event"))
        .isEqualTo(
            Json.read(
                """
                {"version": "1", "triggerSource": "PreSignUp_SignUp", "region": "us-east-1",
                 "userPoolId": "%s", "userName": "%s",
                 "callerContext": {"awsSdkVersion": "any", "clientId": "%s"},
                 "request": {
                   "userAttributes": {"name": "Frank", "email": "ps1@example.com"},
                   "validationData": {"invite": "2"}, "clientMetadata": {"tenant": "7"}},
                 "response": {
                   "autoConfirmUser": false, "autoVerifyEmail": false, "autoVerifyPhone": false}}
                """
                    .formatted(people.pool().poolId(), response.userSub(), people.clientId())));
    assertThat(response.userConfirmed()).isFalse();
  }

  @Test
  void adminCreateUserShowsNoClientAndNoDataThatWasNotSent() {
    Newcomers people = deciding("ps-admin", response -> {});

    people.pool().invitedUser("frank", "email", "ps2@example.com", "email_verified", "true");

    assertThat(event("ps-admin"))
        .isEqualTo(
            Json.read(
                """
                {"version": "1", "triggerSource": "PreSignUp_AdminCreateUser",
                 "region": "us-east-1", "userPoolId": "%s", "userName": "frank",
                 "callerContext": {
                   "awsSdkVersion": "any", "clientId": "CLIENT_ID_NOT_APPLICABLE"},
                 "request": {
                   "userAttributes": {"email": "ps2@example.com", "email_verified": "true"},
                   "validationData": null},
                 "response": {
                   "autoConfirmUser": false, "autoVerifyEmail": false, "autoVerifyPhone": false}}
                """
                    .formatted(people.pool().poolId())));
  }

  @Test
  void confirmedUserGetsNoCodeAndNoSession() {
    Newcomers people = deciding("ps-confirms", response -> response.put("autoConfirmUser", true));
    String choosing =
        people
            .pool()
            .client(client -> client.explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_AUTH))
            .clientId();
    Inbox inbox = people.inbox();

    SignUpResponse response =
        new Newcomers(server, people.pool(), choosing).signUp("frank", "email", inbox.address());

    assertThat(response.userConfirmed()).isTrue();
    assertThat(response.codeDeliveryDetails()).isNull();
    assertThat(response.session()).isNull();
    assertThat(people.look("frank").userStatus()).isEqualTo(UserStatusType.CONFIRMED);
    assertThat(people.attribute("frank", "email_verified")).isEqualTo("false");
    assertThat(inbox.unread()).isZero();
    assertThat(people.pool().signIn("frank", PoolFixture.PASSWORD).authenticationResult())
        .isNotNull();
  }

  @Test
  void confirmedUserIsToldToTheNextFunctionInTheSameCall() {
    Newcomers people =
        newcomers(
            server
                .functions()
                .on(
                    "ps-both",
                    response -> response.computeIfPresent("autoConfirmUser", (_, _) -> true)),
            pool -> {});

    people
        .sdk()
        .signUp(
            call ->
                call.clientId(people.clientId())
                    .username("frank")
                    .password(PoolFixture.PASSWORD)
                    .clientMetadata(Map.of("tenant", "7")));

    assertThat(server.functions().events("ps-both"))
        .extracting(event -> event.source())
        .containsExactly("PreSignUp_SignUp", "PostConfirmation_ConfirmSignUp");
    assertThat(server.functions().last("ps-both").request())
        .isEqualTo(
            Map.of(
                "userAttributes",
                Map.of("sub", people.attribute("frank", "sub"), "cognito:user_status", "CONFIRMED"),
                "clientMetadata",
                Map.of("tenant", "7")));
  }

  @Test
  void verifiedAddressIsAnAliasAtOnceAndLeavesItsHolder() {
    Newcomers people =
        newcomers(
            server
                .functions()
                .on(
                    "ps-moves",
                    response -> {
                      response.put("autoConfirmUser", true);
                      response.put("autoVerifyEmail", true);
                    }),
            pool -> pool.aliasAttributes(AliasAttributeType.EMAIL));
    people.pool().confirmedUser("anna", "email", "ps3@example.com", "email_verified", "true");

    people.signUp("bob", "email", "ps3@example.com");

    assertThat(people.look("ps3@example.com").username()).isEqualTo("bob");
    assertThat(people.attribute("bob", "email_verified")).isEqualTo("true");
    assertThat(people.attribute("anna", "email_verified")).isEqualTo("false");
    assertThat(people.attribute("anna", "email")).isEqualTo("ps3@example.com");
  }

  @Test
  void verifiedUserWhoIsNotConfirmedStillGetsACode() {
    Newcomers people = deciding("ps-verifies", response -> response.put("autoVerifyEmail", true));
    Inbox inbox = people.inbox();

    assertThat(people.signUp("frank", "email", inbox.address()).userConfirmed()).isFalse();

    assertThat(people.attribute("frank", "email_verified")).isEqualTo("true");
    people.confirm("frank", inbox.code());
  }

  /// @param reply what the function's caller gets
  private record Case(String name, Reply reply, Refusal refusal) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case invalid(String name, String json, String text) {
    return new Case(
        name, Reply.returned(json), new Refusal("InvalidLambdaResponseException", text));
  }

  static Stream<Case> refusals() {
    return Stream.of(
        new Case(
            "throws",
            Reply.threw("Not invited"),
            new Refusal(
                "UserLambdaValidationException", "PreSignUp failed with error Not invited.")),
        new Case(
            "cannot be called",
            Reply.refused(403, "AccessDeniedException"),
            new Refusal(
                "UnexpectedLambdaException",
                "PreSignUp invocation failed due to error AccessDeniedException.")),
        invalid("returns nothing", "null", "Invalid lambda function output : Invalid JSON"),
        invalid(
            "returns a text for a boolean",
            "{\"response\":{\"autoConfirmUser\":\"true\"}}",
            "Unrecognizable lambda output"),
        invalid(
            "verifies an address that is not there",
            "{\"response\":{\"autoVerifyEmail\":true}}",
            "PreSignUp verified email, which the user does not have."),
        invalid(
            "verifies a number that is not there",
            "{\"response\":{\"autoVerifyPhone\":true}}",
            "PreSignUp verified phone_number, which the user does not have."));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusedUserIsNotCreated(Case given) {
    Newcomers people =
        newcomers(server.functions().onCall("ps-refuses", json -> given.reply()), VERIFIES_EMAIL);

    assertThat(Refusal.of(() -> people.signUp("frank"))).isEqualTo(given.refusal());
    assertThat(Refusal.of(() -> people.look("frank")).type()).isEqualTo("UserNotFoundException");
  }

  @Test
  void administratorIsRefusedToo() {
    Newcomers people =
        newcomers(
            server.functions().onCall("ps-refuses-admin", json -> Reply.threw("No")), pool -> {});

    assertThat(Refusal.of(() -> people.pool().invitedUser("frank")))
        .isEqualTo(new Refusal("UserLambdaValidationException", "PreSignUp failed with error No."));
    assertThat(Refusal.of(() -> people.look("frank")).type()).isEqualTo("UserNotFoundException");
  }

  @Test
  void decisionsCountForSignUpsAlone() {
    Newcomers people =
        deciding(
            "ps-ignored",
            response ->
                List.of("autoConfirmUser", "autoVerifyEmail", "autoVerifyPhone")
                    .forEach(name -> response.put(name, true)));

    people.pool().invitedUser("frank", "email", "ps4@example.com");

    assertThat(people.look("frank").userStatus()).isEqualTo(UserStatusType.FORCE_CHANGE_PASSWORD);
    assertThat(people.attribute("frank", "email_verified")).isEqualTo("");
    assertThat(server.functions().events("ps-ignored")).hasSize(1);
  }

  @Test
  void invitingAgainDoesNotAskAgain() {
    Newcomers people = deciding("ps-resend", response -> {});
    people.pool().invitedUser("frank");

    people
        .sdk()
        .adminCreateUser(
            call ->
                call.userPoolId(people.pool().poolId())
                    .username("frank")
                    .messageAction(MessageActionType.RESEND));

    assertThat(server.functions().events("ps-resend")).hasSize(1);
  }

  @Test
  void requestThatIsWrongAnywayIsNotShown() {
    Newcomers people = deciding("ps-unasked", response -> {});

    Refusal refusal = Refusal.of(() -> people.signUp("frank", "email", "nowhere"));

    assertThat(refusal).isEqualTo(Refusal.invalidParameter("Invalid email address format."));
    assertThat(server.functions().events("ps-unasked")).isEmpty();
  }
}
