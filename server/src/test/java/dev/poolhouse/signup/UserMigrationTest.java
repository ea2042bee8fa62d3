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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgotPasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Proves which users ForgotPassword takes over from a pool's function, what the function is told,
/// and what the caller hears when it finds nobody. Taking over at sign-in is proven with the
/// sign-in.
@EachServer
@SuppressWarnings("UnnecessaryLambda") // the settings of pools are values of tables
final class UserMigrationTest {
  private static final Consumer<CreateUserPoolRequest.Builder> PLAIN = pool -> {};
  private static final Consumer<CreateUserPoolRequest.Builder> ALIAS =
      pool -> pool.aliasAttributes(AliasAttributeType.EMAIL);
  private static final Consumer<CreateUserPoolRequest.Builder> BY_EMAIL =
      pool -> pool.usernameAttributes(UsernameAttributeType.EMAIL);

  private static final Consumer<CreateUserPoolRequest.Builder> WITH_MFA =
      pool ->
          pool.mfaConfiguration(UserPoolMfaType.OPTIONAL)
              .autoVerifiedAttributes(VerifiedAttributeType.PHONE_NUMBER)
              .smsConfiguration(
                  sms -> sms.snsCallerArn("arn:aws:iam::000000000000:role/sms").externalId("x"));

  private final TestServer server;

  UserMigrationTest(TestServer server) {
    this.server = server;
  }

  private Newcomers newcomers(
      String function,
      Consumer<CreateUserPoolRequest.Builder> settings,
      Consumer<Map<String, Object>> answer) {
    return newcomers(settings, server.functions().on(function, answer));
  }

  private Newcomers newcomers(Consumer<CreateUserPoolRequest.Builder> settings, String arn) {
    return Newcomers.of(
        server,
        PoolFixture.create(
            server,
            pool -> {
              pool.lambdaConfig(triggers -> triggers.userMigration(arn));
              settings.accept(pool);
            }));
  }

  private static Consumer<Map<String, Object>> finds(String... attributes) {
    return response -> {
      Map<String, Object> found = new LinkedHashMap<>();
      for (int i = 0; i < attributes.length; i += 2) {
        found.put(attributes[i], attributes[i + 1]);
      }
      response.put("userAttributes", found);
      response.put("messageAction", "SUPPRESS");
    };
  }

  @Test
  void userIsTakenOverAndGetsTheCode() {
    Newcomers people =
        newcomers(
            "um-takes-over",
            PLAIN,
            finds("email", "um1@example.com", "email_verified", "true", "name", "Frank"));
    Inbox inbox = new Inbox(server, "um1@example.com");

    ForgotPasswordResponse response =
        people.sdk().forgotPassword(call -> call.clientId(people.clientId()).username("Frank"));

    assertThat(response.codeDeliveryDetails().destination()).isEqualTo("u***@e***");
    assertThat(people.look("Frank").userStatus()).isEqualTo(UserStatusType.RESET_REQUIRED);
    assertThat(people.attribute("Frank", "name")).isEqualTo("Frank");
    people.recover("Frank", inbox.code(), PoolFixture.PASSWORD);
    assertThat(people.pool().signIn("Frank", PoolFixture.PASSWORD).authenticationResult())
        .isNotNull();
    assertThat(inbox.unread()).as("no welcome").isZero();
  }

  @Test
  void functionIsToldTheTypedNameAndTheMetadata() {
    Newcomers people =
        newcomers("um-event", PLAIN, finds("email", "um2@example.com", "email_verified", "true"));

    people
        .sdk()
        .forgotPassword(
            call ->
                call.clientId(people.clientId())
                    .username("Frank")
                    .clientMetadata(Map.of("tenant", "7")));

    Map<String, Object> event = server.functions().last("um-event").members();
    assertThat(event)
        .containsEntry("version", "1")
        .containsEntry("triggerSource", "UserMigration_ForgotPassword")
        .containsEntry("region", "us-east-1")
        .containsEntry("userPoolId", people.pool().poolId())
        .containsEntry("userName", "Frank");
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("validationData", Json.NULL);
    request.put("userAttributes", Json.NULL);
    request.put("clientMetadata", Map.of("tenant", "7"));
    assertThat(event.get("request")).isEqualTo(request);
    assertThat(FunctionEndpoint.object(event.get("response")).keySet())
        .isEqualTo(
            Set.of(
                "userAttributes",
                "forceAliasCreation",
                "enableSMSMFA",
                "finalUserStatus",
                "messageAction",
                "desiredDeliveryMediums"));
  }

  @Test
  void knownUserIsNotAskedFor() {
    Newcomers people = newcomers("um-known", PLAIN, finds("email", "um3@example.com"));
    people.pool().confirmedUser("anna", "email", "um3@example.com", "email_verified", "true");

    people.forget("anna");

    assertThat(server.functions().events("um-known")).isEmpty();
  }

  /// @param answer what the function writes into its response
  private record Case(
      String name,
      Consumer<CreateUserPoolRequest.Builder> pool,
      String typed,
      Consumer<Map<String, Object>> answer) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> refused() {
    return Stream.of(
        new Case("no attributes", PLAIN, "f", response -> {}),
        new Case("attributes empty", PLAIN, "f", finds()),
        new Case("attribute of the wrong type", PLAIN, "f", r -> r.put("userAttributes", 7)),
        new Case("attribute unknown to the pool", PLAIN, "f", finds("custom:team", "x")),
        new Case("address without form", PLAIN, "f", finds("email", "nowhere")),
        new Case("flag without its address", PLAIN, "f", finds("email_verified", "true")),
        new Case("sub", PLAIN, "f", finds("sub", "1")),
        new Case("another username", PLAIN, "f", finds("username", "g", "name", "n")),
        new Case(
            "alias typed, no username", ALIAS, "c1@example.com", finds("email", "c1@example.com")),
        new Case(
            "alias typed, not among the attributes",
            ALIAS,
            "c2@example.com",
            finds("username", "c2", "email", "other@example.com")),
        new Case("name is no address", BY_EMAIL, "f", finds("email", "c3@example.com")),
        new Case(
            "SMS as second factor, pool has none",
            PLAIN,
            "f",
            finds("phone_number", "+15555550133")
                .andThen(response -> response.put("enableSMSMFA", true))),
        new Case(
            "SMS as second factor without a number",
            WITH_MFA,
            "f",
            finds("name", "n").andThen(response -> response.put("enableSMSMFA", true))));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void callerHearsThatNobodyIsTakenOver(Case given) {
    Newcomers people = newcomers("um-refused", given.pool(), given.answer());

    assertThat(Refusal.of(() -> people.forget(given.typed()))).isEqualTo(refusal(people));
    people.hiding().forget(given.typed());
    assertThat(people.sdk().listUsers(list -> list.userPoolId(people.pool().poolId())).users())
        .isEmpty();
  }

  private static Refusal refusal(Newcomers people) {
    return new Refusal(
        "UserNotFoundException", "Exception migrating user in app client " + people.clientId());
  }

  /// @param reply what the function's caller gets
  private record Failure(String name, Reply reply) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Failure> failures() {
    return Stream.of(
        new Failure("throws", Reply.threw("Bad password")),
        new Failure("returns nothing", Reply.returned("null")),
        new Failure("returns no JSON", Reply.returned("<html>")),
        new Failure("cannot be called", Reply.refused(403, "AccessDeniedException")));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failureOfTheFunctionIsNotTold(Failure given) {
    Newcomers people =
        newcomers(PLAIN, server.functions().onCall("um-fails", json -> given.reply()));

    assertThat(Refusal.of(() -> people.forget("frank"))).isEqualTo(refusal(people));
    people.hiding().forget("frank");
  }

  @Test
  void aliasIsTypedAndTheFunctionNamesTheUser() {
    Newcomers people =
        newcomers(
            "um-alias",
            ALIAS,
            finds("username", "frank", "email", "um4@example.com", "email_verified", "true"));

    people.forget("um4@example.com");

    assertThat(people.look("frank").username()).isEqualTo("frank");
    assertThat(people.look("um4@example.com").username()).isEqualTo("frank");
  }

  @Test
  void takenAliasIsMovedOnlyWhereTheFunctionSaysSo() {
    Newcomers people =
        newcomers(
            ALIAS,
            server
                .functions()
                .onEvent(
                    "um-moves",
                    event -> {
                      Map<String, Object> response = FunctionEndpoint.object(event.get("response"));
                      finds("email", "um5@example.com", "email_verified", "true").accept(response);
                      response.put("forceAliasCreation", "bob".equals(event.get("userName")));
                    }));
    people.pool().confirmedUser("anna", "email", "um5@example.com", "email_verified", "true");

    assertThat(Refusal.of(() -> people.forget("carl"))).isEqualTo(refusal(people));
    people.forget("bob");

    assertThat(people.look("um5@example.com").username()).isEqualTo("bob");
    assertThat(people.attribute("anna", "email_verified")).isEqualTo("false");
  }

  @Test
  void welcomeTellsTheNameByTheWantedMedia() {
    Newcomers people =
        newcomers(
            "um-welcome",
            PLAIN,
            finds("email", "um6@example.com", "phone_number", "+15555550166")
                .andThen(
                    response -> {
                      response.put("messageAction", Json.NULL);
                      response.put("desiredDeliveryMediums", List.of("EMAIL", "SMS"));
                      response.put("finalUserStatus", "CONFIRMED");
                    }));

    Refusal _ = Refusal.of(() -> people.forget("frank"));

    assertThat(people.look("frank").userStatus()).isEqualTo(UserStatusType.CONFIRMED);
    for (String address : List.of("um6@example.com", "+15555550166")) {
      assertThat(new Inbox(server, address).body()).isEqualTo("Your username is frank. ");
    }
  }

  @Test
  void smsBecomesTheSecondFactor() {
    Newcomers people =
        newcomers(
            "um-mfa",
            WITH_MFA,
            finds(
                    "phone_number",
                    "+15555550177",
                    "email",
                    "um8@example.com",
                    "email_verified",
                    "true")
                .andThen(response -> response.put("enableSMSMFA", true)));

    people.forget("frank");

    assertThat(people.look("frank").userMFASettingList()).containsExactly("SMS_MFA");
  }

  @Test
  void usersAreTakenOverOnce() throws InterruptedException {
    Newcomers people =
        newcomers("um-race", PLAIN, finds("email", "um7@example.com", "email_verified", "true"));

    List<String> destinations =
        Newcomers.race(
            4,
            () ->
                people
                    .sdk()
                    .forgotPassword(call -> call.clientId(people.clientId()).username("frank"))
                    .codeDeliveryDetails()
                    .destination());

    assertThat(destinations.stream().collect(Collectors.toSet())).containsExactly("u***@e***");
  }
}
