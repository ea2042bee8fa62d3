package dev.poolhouse.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.FunctionEndpoint;
import dev.poolhouse.testing.FunctionEndpoint.Reply;
import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.wire.Json;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DefaultEmailOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Proves what a function that writes messages is told by each operation, what its texts become,
/// and who hears of its errors. Messages of the sign-in are proven with the sign-in.
@EachServer
final class CustomMessageTest {
  private static final String CODE = "[0-9]{6}";

  private final TestServer server;

  CustomMessageTest(TestServer server) {
    this.server = server;
  }

  private Newcomers newcomers(String arn, Consumer<CreateUserPoolRequest.Builder> settings) {
    return Newcomers.of(
        server,
        PoolFixture.create(
            server,
            pool -> {
              pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                  .lambdaConfig(triggers -> triggers.customMessage(arn));
              settings.accept(pool);
            }));
  }

  private Newcomers writing(String function, Map<String, Object> texts) {
    return newcomers(
        server.functions().on(function, response -> response.putAll(texts)), pool -> {});
  }

  static Stream<SendingCall> operations() {
    return SendingCall.all();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void functionIsToldOfUserAndPlaceholdersAndWritesTheText(SendingCall given) {
    Newcomers people =
        writing(
            "cm-event",
            Map.of("emailMessage", "<i>{####}</i> {username}", "emailSubject", "From a function"));
    Inbox inbox = people.inbox();
    given.prepare().accept(people, inbox);
    inbox.passOver();

    given.send().accept(people, inbox);

    String expected =
        """
        {"version": "1", "triggerSource": "CustomMessage_%s", "region": "us-east-1",
         "userPoolId": "%s", "userName": "frank",
         "callerContext": {"awsSdkVersion": "any", "clientId": %s},
         "request": {
           "userAttributes": {
             "sub": "%s", "cognito:user_status": "%s",
             "email": "%s", "email_verified": "%s"},
           "codeParameter": "{####}", "linkParameter": "{##Click Here##}",
           "usernameParameter": %s, "clientMetadata": {"tenant": "7"}},
         "response": {"smsMessage": null, "emailMessage": null, "emailSubject": null}}
        """
            .formatted(
                given.source(),
                people.pool().poolId(),
                given.client().formatted(people.clientId()),
                people.attribute("frank", "sub"),
                given.status(),
                inbox.address(),
                given.verified(),
                given.username());
    assertThat(event("cm-event")).isEqualTo(Json.read(expected));
    boolean invites = given.operation().equals("AdminCreateUser");
    assertThat(inbox.body()).matches("<i>.+</i> " + (invites ? "frank" : "\\{username}"));
  }

  private Object event(String function) {
    return Json.read(
        server
            .functions()
            .last(function)
            .json()
            .replaceAll("\"awsSdkVersion\":\"[^\"]*\"", "\"awsSdkVersion\":\"any\""));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void errorIsTheCallsOwn(SendingCall given) {
    Newcomers people = writing("cm-fails", Map.of());
    Inbox inbox = people.inbox();
    given.prepare().accept(people, inbox);
    inbox.passOver();
    server.functions().onCall("cm-fails", json -> Reply.threw("No text"));

    assertThat(Refusal.of(() -> given.send().accept(people, inbox)))
        .isEqualTo(
            new Refusal(
                "UserLambdaValidationException", "CustomMessage failed with error No text."));

    assertThat(people.look("frank").username()).as("the user stays").isEqualTo("frank");
    assertThat(inbox.unread()).isZero();
  }

  /// What a function returns for an e-mail at sign-up.
  ///
  /// @param body what the message's text matches
  private record Text(String name, Map<String, Object> answer, String body) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Text> texts() {
    return Stream.of(
        new Text("nothing", Map.of(), "Your verification code is " + CODE + "\\. "),
        new Text("subject alone", Map.of("emailSubject", "s"), "Your verification.*"),
        new Text("SMS alone, even a wrong one", Map.of("smsMessage", "x"), "Your verification.*"),
        new Text(
            "the longest", Map.of("emailMessage", "x".repeat(19_994) + "{####}"), "x+" + CODE));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void whatTheFunctionLeavesOutComesFromTheTemplate(Text given) {
    Newcomers people = writing("cm-text", given.answer());
    Inbox inbox = people.inbox();

    people.signUp("frank", "email", inbox.address());

    assertThat(inbox.body()).matches(given.body());
  }

  static Stream<Text> refused() {
    return Stream.of(
        new Text("no code", Map.of("emailMessage", "hello"), "emailMessage without {####}"),
        new Text("empty", Map.of("emailMessage", ""), "emailMessage without {####}"),
        new Text(
            "too long",
            Map.of("emailMessage", "x".repeat(19_995) + "{####}"),
            "emailMessage of more than 20000 characters"),
        new Text("empty subject", Map.of("emailSubject", ""), "emailSubject of 0 characters"),
        new Text(
            "long subject",
            Map.of("emailSubject", "s".repeat(141)),
            "emailSubject of 141 characters"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void wrongTextIsRefused(Text given) {
    Newcomers people = writing("cm-refused", given.answer());

    assertThat(Refusal.of(() -> people.signUp("frank", "email", people.inbox().address())))
        .isEqualTo(
            new Refusal(
                "InvalidLambdaResponseException",
                "CustomMessage returned an " + given.body() + "."));
  }

  @Test
  void textOfTheWrongTypeIsRefused() {
    Newcomers people = writing("cm-type", Map.of("emailMessage", 7));

    assertThat(Refusal.of(() -> people.signUp("frank", "email", people.inbox().address())))
        .isEqualTo(new Refusal("InvalidLambdaResponseException", "Unrecognizable lambda output"));
  }

  /// @param sms the function's text
  /// @param refusal what is wrong with it; empty when it is sent
  private record Sms(String name, String sms, String refusal) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sms> invitations() {
    String filler = "x".repeat(140 - "frank".length() - PoolFixture.PASSWORD.length());
    return Stream.of(
        new Sms("140 characters with name and password", filler + "{username}{####}", ""),
        new Sms(
            "141 characters",
            filler + "x{username}{####}",
            "smsMessage of more than 140 characters"),
        new Sms("no password", "{username}", "smsMessage without {####}"),
        new Sms("no name", "{####}", "smsMessage without {username}"));
  }

  @ParameterizedTest
  @MethodSource("invitations")
  void invitationBySmsTellsNameAndPassword(Sms given) {
    Newcomers people = writing("cm-sms", Map.of("smsMessage", given.sms()));
    String number = "+1555555" + (2_000 + given.name().length());
    Runnable create =
        () ->
            people
                .sdk()
                .adminCreateUser(
                    call ->
                        call.userPoolId(people.pool().poolId())
                            .username("frank")
                            .temporaryPassword(PoolFixture.PASSWORD)
                            .userAttributes(Newcomers.attributes("phone_number", number)));

    if (given.refusal().isEmpty()) {
      create.run();
      assertThat(new Inbox(server, number).body()).hasSize(140).endsWith(PoolFixture.PASSWORD);
    } else {
      assertThat(Refusal.of(create).message())
          .isEqualTo("CustomMessage returned an " + given.refusal() + ".");
    }
  }

  @Test
  void functionOfALinkPoolIsShownTheLinkOfItsTemplate() {
    Newcomers people =
        newcomers(
            server
                .functions()
                .onEvent(
                    "cm-link",
                    event -> {
                      Map<String, Object> request = FunctionEndpoint.object(event.get("request"));
                      FunctionEndpoint.object(event.get("response"))
                          .put("emailMessage", "Please " + request.get("linkParameter"));
                    }),
            pool ->
                pool.verificationMessageTemplate(
                    template ->
                        template
                            .defaultEmailOption(DefaultEmailOptionType.CONFIRM_WITH_LINK)
                            .emailMessageByLink("Go {##here##}")));
    Inbox inbox = people.inbox();

    people.signUp("frank", "email", inbox.address());

    assertThat(inbox.body()).matches("Please <a href=\"http.*/confirmUser/.*\">here</a>");
  }

  @Test
  void callerWhoMustNotKnowWhoExistsHearsNothing() {
    Newcomers people = writing("cm-hiding", Map.of("emailMessage", "for you: {####}"));
    Inbox inbox = people.inbox();
    SendingCall.confirmed(people, inbox);
    Newcomers hiding = people.hiding();

    hiding
        .sdk()
        .forgotPassword(
            call ->
                call.clientId(hiding.clientId())
                    .username("frank")
                    .clientMetadata(SendingCall.METADATA));
    assertThat(inbox.body()).matches("for you: " + CODE);
    assertThat(server.functions().last("cm-hiding").request())
        .containsEntry("clientMetadata", SendingCall.METADATA);
    assertThat(
            FunctionEndpoint.object(
                server.functions().last("cm-hiding").members().get("callerContext")))
        .containsEntry("clientId", hiding.clientId());

    server.functions().onCall("cm-hiding", json -> Reply.threw("No text"));
    hiding.forget("frank");
    hiding.forget("nobody");
    assertThat(inbox.unread()).isZero();
  }

  @Test
  void signUpHidesNothing() {
    Newcomers people =
        newcomers(server.functions().onCall("cm-hiding-up", json -> Reply.threw("No")), pool -> {})
            .hiding();

    assertThat(Refusal.of(() -> people.signUp("frank", "email", people.inbox().address())).type())
        .isEqualTo("UserLambdaValidationException");
  }
}
