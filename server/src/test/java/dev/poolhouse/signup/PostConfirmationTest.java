package dev.poolhouse.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.FunctionEndpoint.Reply;
import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.wire.Json;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Proves what a function is told once a user is confirmed or has set a new password, and that its
/// error is told and undoes nothing.
@EachServer
final class PostConfirmationTest {
  private static final Map<String, String> METADATA = Map.of("tenant", "7");

  private final TestServer server;

  PostConfirmationTest(TestServer server) {
    this.server = server;
  }

  private Newcomers newcomers(String arn) {
    return Newcomers.of(
        server,
        PoolFixture.create(
            server,
            pool ->
                pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                    .lambdaConfig(triggers -> triggers.postConfirmation(arn))));
  }

  /// A way to be confirmed.
  ///
  /// @param prepare brings the user `frank` up to it
  /// @param confirm the call, with metadata
  /// @param client what `callerContext.clientId` is; `%s` stands for the client
  private record Case(
      String operation,
      String source,
      BiConsumer<Newcomers, Inbox> prepare,
      BiConsumer<Newcomers, Inbox> confirm,
      String client,
      String verified) {
    @Override
    public String toString() {
      return operation;
    }
  }

  static Stream<Case> confirmations() {
    BiConsumer<Newcomers, Inbox> signUp =
        (people, inbox) -> people.signUp("frank", "email", inbox.address());
    return Stream.of(
        new Case(
            "ConfirmSignUp",
            "PostConfirmation_ConfirmSignUp",
            signUp,
            (people, inbox) -> {
              String code = inbox.code();
              people
                  .sdk()
                  .confirmSignUp(
                      call ->
                          call.clientId(people.clientId())
                              .username("frank")
                              .confirmationCode(code)
                              .clientMetadata(METADATA));
            },
            "\"%s\"",
            "true"),
        new Case(
            "AdminConfirmSignUp",
            "PostConfirmation_ConfirmSignUp",
            signUp,
            (people, inbox) ->
                people
                    .sdk()
                    .adminConfirmSignUp(
                        call ->
                            call.userPoolId(people.pool().poolId())
                                .username("frank")
                                .clientMetadata(METADATA)),
            "null",
            "false"),
        new Case(
            "ConfirmForgotPassword",
            "PostConfirmation_ConfirmForgotPassword",
            (people, inbox) -> {
              people
                  .pool()
                  .confirmedUser("frank", "email", inbox.address(), "email_verified", "true");
              people.forget("frank");
            },
            (people, inbox) -> {
              String code = inbox.code();
              people
                  .sdk()
                  .confirmForgotPassword(
                      call ->
                          call.clientId(people.clientId())
                              .username("frank")
                              .confirmationCode(code)
                              .password("Correct-Horse-8")
                              .clientMetadata(METADATA));
            },
            "\"%s\"",
            "true"));
  }

  @ParameterizedTest
  @MethodSource("confirmations")
  void functionIsToldOfTheUserAsConfirmed(Case given) {
    Newcomers people = newcomers(server.functions().on("pc-event", response -> {}));
    Inbox inbox = people.inbox();
    given.prepare().accept(people, inbox);

    given.confirm().accept(people, inbox);

    String sub = people.attribute("frank", "sub");
    String expected =
        """
        {"version": "1", "triggerSource": "%s", "region": "us-east-1",
         "userPoolId": "%s", "userName": "frank",
         "callerContext": {"awsSdkVersion": "any", "clientId": %s},
         "request": {
           "userAttributes": {
             "sub": "%s", "cognito:user_status": "CONFIRMED",
             "email": "%s", "email_verified": "%s"},
           "clientMetadata": {"tenant": "7"}},
         "response": {}}
        """
            .formatted(
                given.source(),
                people.pool().poolId(),
                given.client().formatted(people.clientId()),
                sub,
                inbox.address(),
                given.verified());
    assertThat(
            Json.read(
                server
                    .functions()
                    .last("pc-event")
                    .json()
                    .replaceAll("\"awsSdkVersion\":\"[^\"]*\"", "\"awsSdkVersion\":\"any\"")))
        .isEqualTo(Json.read(expected));
  }

  @ParameterizedTest
  @MethodSource("confirmations")
  void errorIsToldAndUndoesNothing(Case given) {
    Newcomers people =
        newcomers(server.functions().onCall("pc-fails", json -> Reply.threw("No room")));
    Inbox inbox = people.inbox();
    given.prepare().accept(people, inbox);

    assertThat(Refusal.of(() -> given.confirm().accept(people, inbox)))
        .isEqualTo(
            new Refusal(
                "UserLambdaValidationException", "PostConfirmation failed with error No room."));

    assertThat(people.look("frank").userStatus()).isEqualTo(UserStatusType.CONFIRMED);
  }

  @Test
  void wrongCodeTellsNobody() {
    Newcomers people = newcomers(server.functions().on("pc-wrong", response -> {}));
    people.signUp("frank", "email", people.inbox().address());

    assertThat(Refusal.of(() -> people.confirm("frank", "000000")).type())
        .isEqualTo("CodeMismatchException");
    assertThat(server.functions().events("pc-wrong")).isEmpty();
  }

  @Test
  void newPasswordOfAnAdministratorTellsNobody() {
    Newcomers people = newcomers(server.functions().on("pc-admin", response -> {}));
    people.pool().confirmedUser("frank");

    assertThat(server.functions().events("pc-admin")).isEmpty();
  }

  @Test
  void functionMayCallTheServerBack() {
    Newcomers people =
        newcomers(
            server
                .functions()
                .onEvent(
                    "pc-calls-back",
                    event ->
                        server
                            .sdk()
                            .adminUpdateUserAttributes(
                                call ->
                                    call.userPoolId(String.valueOf(event.get("userPoolId")))
                                        .username(String.valueOf(event.get("userName")))
                                        .userAttributes(
                                            Newcomers.attributes("nickname", "welcome")))));
    people.signUp("frank");

    people
        .sdk()
        .adminConfirmSignUp(call -> call.userPoolId(people.pool().poolId()).username("frank"));

    assertThat(people.attribute("frank", "nickname")).isEqualTo("welcome");
  }
}
