package dev.poolhouse.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Proves what SignUp answers, stores and sends, which requests it refuses, and that a name is
/// taken once whatever happens at the same time.
@EachServer
final class SignUpTest {
  private static final String SCHEMA = "Attributes did not conform to the schema: ";
  private static final String POLICY = "Password did not conform with policy: Password ";

  private final TestServer server;

  SignUpTest(TestServer server) {
    this.server = server;
  }

  private Newcomers newcomers(Consumer<CreateUserPoolRequest.Builder> settings) {
    return Newcomers.of(server, PoolFixture.create(server, settings));
  }

  @Test
  void answersSubAndWhereTheCodeWent() {
    Newcomers newcomers = newcomers(SignUpTest::verifiesEmail);
    RawAnswer answer =
        server.call(
            "SignUp",
            """
            {"ClientId":"%s","Username":"ann","Password":"%s",
             "UserAttributes":[{"Name":"email","Value":"ann@example.com"}]}
            """
                .formatted(newcomers.clientId(), PoolFixture.PASSWORD));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().propertyNames())
        .containsExactlyInAnyOrder("UserConfirmed", "UserSub", "CodeDeliveryDetails");
    assertThat(answer.json().path("UserConfirmed").asBoolean(true)).isFalse();
    assertThat(answer.json().path("UserSub").asString())
        .isEqualTo(newcomers.attribute("ann", "sub"));
    assertThat(answer.json().path("CodeDeliveryDetails").toString())
        .isEqualTo(
            "{\"Destination\":\"a***@e***\",\"DeliveryMedium\":\"EMAIL\","
                + "\"AttributeName\":\"email\"}");
  }

  @Test
  void userWaitsForConfirmation() {
    Newcomers newcomers = newcomers(SignUpTest::verifiesEmail);
    newcomers.signUp("bob", "email", "bob@example.com", "name", "Bob");
    assertThat(newcomers.look("bob").userStatus()).isEqualTo(UserStatusType.UNCONFIRMED);
    assertThat(newcomers.look("bob").enabled()).isTrue();
    assertThat(newcomers.attribute("bob", "email_verified")).isEqualTo("false");
    assertThat(newcomers.attribute("bob", "name")).isEqualTo("Bob");
    assertThat(Refusal.of(() -> newcomers.pool().signIn("bob", PoolFixture.PASSWORD)))
        .isEqualTo(new Refusal("UserNotConfirmedException", "User is not confirmed."));
  }

  @Test
  void usernameFillsTheAddressThatServesAsName() {
    Newcomers newcomers = newcomers(pool -> pool.usernameAttributes(UsernameAttributeType.EMAIL));
    SignUpResponse answer = newcomers.signUp("cid@example.com");
    assertThat(newcomers.look("cid@example.com").username()).isEqualTo(answer.userSub());
    assertThat(newcomers.attribute("cid@example.com", "email")).isEqualTo("cid@example.com");
    assertThat(newcomers.attribute("cid@example.com", "email_verified")).isEqualTo("false");
  }

  @Test
  void aliasesOfOthersAreNotTold() {
    Newcomers newcomers = newcomers(pool -> pool.aliasAttributes(AliasAttributeType.EMAIL));
    newcomers
        .pool()
        .confirmedUser("holder", "email", "shared@example.com", "email_verified", "true");
    assertThat(newcomers.signUp("second", "email", "shared@example.com").userSub()).isNotEmpty();
  }

  @Test
  void namesThatDifferInCaseAreTheSameWhereThePoolSaysSo() {
    Newcomers newcomers =
        newcomers(pool -> pool.usernameConfiguration(names -> names.caseSensitive(false)));
    newcomers.signUp("Dora");
    assertThat(Refusal.of(() -> newcomers.signUp("dORA")))
        .isEqualTo(new Refusal("UsernameExistsException", "User already exists"));
    assertThat(newcomers.look("DORA").username()).isEqualTo("dora");
  }

  @Test
  void oneOfManyAtOnceGetsTheName() throws InterruptedException {
    for (boolean email : List.of(false, true)) {
      Newcomers newcomers =
          newcomers(
              pool -> {
                if (email) {
                  pool.usernameAttributes(UsernameAttributeType.EMAIL);
                }
              });
      List<Boolean> won =
          Newcomers.race(6, () -> succeeds(() -> newcomers.signUp("eve@example.com")));
      assertThat(Collections.frequency(won, true)).isEqualTo(1);
      assertThat(
              newcomers.sdk().listUsers(list -> list.userPoolId(newcomers.pool().poolId())).users())
          .hasSize(1);
    }
  }

  private static boolean succeeds(Runnable signUp) {
    try {
      signUp.run();
      return true;
    } catch (UsernameExistsException _) {
      return false;
    }
  }

  private static void verifiesEmail(CreateUserPoolRequest.Builder pool) {
    pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL);
  }

  private static void verifiesBoth(CreateUserPoolRequest.Builder pool) {
    pool.autoVerifiedAttributes(VerifiedAttributeType.EMAIL, VerifiedAttributeType.PHONE_NUMBER)
        .smsConfiguration(
            sms -> sms.snsCallerArn("arn:aws:iam::000000000000:role/sms").externalId("x"));
  }

  /// @param destination masked address of the code; empty when none is sent
  private record Sent(
      String name,
      Consumer<CreateUserPoolRequest.Builder> pool,
      List<String> attributes,
      String attribute,
      String destination) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sent> codesSent() {
    return Stream.of(
        new Sent("no address is verified", pool -> {}, List.of("email", "a@b.org"), "", ""),
        new Sent("no address is given", SignUpTest::verifiesEmail, List.of(), "", ""),
        new Sent(
            "the phone is given but the e-mail address verified",
            SignUpTest::verifiesEmail,
            List.of("phone_number", "+15555550123"),
            "",
            ""),
        new Sent(
            "the e-mail address is given alone",
            SignUpTest::verifiesBoth,
            List.of("email", "a@b.org"),
            "email",
            "a***@b***"),
        new Sent(
            "both are given",
            SignUpTest::verifiesBoth,
            List.of("email", "a@b.org", "phone_number", "+15555550123"),
            "phone_number",
            "+*******0123"));
  }

  @ParameterizedTest
  @MethodSource("codesSent")
  void sendsTheCodeToOneVerifiedAddress(Sent sent) {
    CodeDeliveryDetailsType details =
        newcomers(sent.pool())
            .signUp("fay", sent.attributes().toArray(String[]::new))
            .codeDeliveryDetails();
    if (sent.destination().isEmpty()) {
      assertThat(details).isNull();
      return;
    }
    assertThat(details.attributeName()).isEqualTo(sent.attribute());
    assertThat(details.destination()).isEqualTo(sent.destination());
  }

  /// One request that is refused; what it does not say is in order.
  private record Case(
      String name,
      Consumer<CreateUserPoolRequest.Builder> pool,
      Consumer<CreateUserPoolClientRequest.Builder> client,
      Consumer<SignUpRequest.Builder> request,
      Refusal refusal) {
    static Case pool(
        String name,
        Consumer<CreateUserPoolRequest.Builder> pool,
        Consumer<SignUpRequest.Builder> request,
        Refusal refusal) {
      return new Case(name, pool, client -> {}, request, refusal);
    }

    static Case attribute(String name, String attribute, String value, Refusal refusal) {
      return pool(
          name,
          pool -> {},
          request -> request.userAttributes(Newcomers.attributes(attribute, value)),
          refusal);
    }

    static Case password(String name, String password, String rule) {
      return pool(
          name,
          pool -> {},
          request -> request.password(password),
          new Refusal("InvalidPasswordException", POLICY + rule));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> refusals() {
    return Stream.of(aboutClients(), aboutUsernames(), aboutAttributes(), aboutPasswords())
        .flatMap(cases -> cases);
  }

  private static Stream<Case> aboutClients() {
    return Stream.of(
        Case.pool(
            "no such client",
            pool -> {},
            request -> request.clientId("nosuchclient"),
            Refusal.notFound("User pool client nosuchclient does not exist.")),
        Case.pool(
            "sign-up is closed",
            pool -> pool.adminCreateUserConfig(admin -> admin.allowAdminCreateUserOnly(true)),
            request -> {},
            Refusal.notAuthorized("SignUp is not permitted for this user pool")),
        new Case(
            "attribute the client may not write",
            pool -> {},
            client -> client.writeAttributes("email"),
            request -> request.userAttributes(Newcomers.attributes("name", "Gil")),
            Refusal.notAuthorized("A client attempted to write unauthorized attribute")));
  }

  private static Stream<Case> aboutUsernames() {
    return Stream.of(
        Case.pool(
            "spaces in the username",
            pool -> {},
            request -> request.username("a b"),
            Refusal.invalidParameter(
                "1 validation error detected: Value at 'username' failed to satisfy constraint:"
                    + " Member must satisfy regular expression pattern:"
                    + " [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+")),
        Case.pool(
            "e-mail address expected",
            pool -> pool.usernameAttributes(UsernameAttributeType.EMAIL),
            request -> {},
            Refusal.invalidParameter("Username should be an email.")),
        Case.pool(
            "phone number expected",
            pool -> pool.usernameAttributes(UsernameAttributeType.PHONE_NUMBER),
            request -> {},
            Refusal.invalidParameter("Username should be a phone number.")),
        Case.pool(
            "either expected",
            pool ->
                pool.usernameAttributes(
                    UsernameAttributeType.EMAIL, UsernameAttributeType.PHONE_NUMBER),
            request -> {},
            Refusal.invalidParameter("Username should be either an email or a phone number.")),
        Case.pool(
            "username like an e-mail alias",
            pool -> pool.aliasAttributes(AliasAttributeType.EMAIL),
            request -> request.username("gil@example.com"),
            Refusal.invalidParameter(
                "Username cannot be of email format, since user pool is configured for email"
                    + " alias.")),
        Case.pool(
            "username like a phone alias",
            pool -> pool.aliasAttributes(AliasAttributeType.PHONE_NUMBER),
            request -> request.username("+15555550100"),
            Refusal.invalidParameter(
                "Username cannot be of phone number format, since user pool is configured for"
                    + " phone number alias.")));
  }

  private static Stream<Case> aboutAttributes() {
    return Stream.of(
        Case.pool(
            "required attributes missing",
            pool ->
                pool.schema(
                    SchemaAttributeType.builder()
                        .name("name")
                        .attributeDataType(AttributeDataType.STRING)
                        .required(true)
                        .mutable(true)
                        .build()),
            request -> {},
            Refusal.invalidParameter(
                SCHEMA + "name.formatted: The attribute name.formatted is required")),
        Case.attribute(
            "undeclared attribute",
            "custom:x",
            "1",
            Refusal.invalidParameter(
                SCHEMA + "Type for attribute {custom:x} could not be determined")),
        Case.attribute(
            "malformed e-mail address",
            "email",
            "no address",
            Refusal.invalidParameter("Invalid email address format.")),
        Case.attribute(
            "malformed phone number",
            "phone_number",
            "555",
            Refusal.invalidParameter("Invalid phone number format.")),
        Case.attribute(
            "verified by oneself",
            "email_verified",
            "true",
            Refusal.notAuthorized("A client attempted to write unauthorized attribute")),
        Case.attribute(
            "own sub",
            "sub",
            "x",
            Refusal.invalidParameter("Cannot modify the non-mutable attribute sub")));
  }

  private static Stream<Case> aboutPasswords() {
    return Stream.of(
        Case.password("short password", "Ab1!", "not long enough"),
        Case.password("no upper case", "lower-case-7", "must have uppercase characters"),
        Case.password("no lower case", "UPPER-CASE-7", "must have lowercase characters"),
        Case.password("no digit", "Upper-Case", "must have numeric characters"),
        Case.password("no symbol", "UpperCase7", "must have symbol characters"),
        Case.pool(
            "no password",
            pool -> {},
            request -> request.password(null),
            Refusal.invalidParameter(
                "1 validation error detected: Value at 'password' failed to satisfy constraint:"
                    + " Member must not be null")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(Case refused) {
    PoolFixture pool = PoolFixture.create(server, refused.pool());
    String clientId = pool.client(refused.client()).clientId();
    assertThat(
            Refusal.of(
                () ->
                    server
                        .sdk()
                        .signUp(
                            request -> {
                              request
                                  .clientId(clientId)
                                  .username("gil")
                                  .password(PoolFixture.PASSWORD);
                              refused.request().accept(request);
                            })))
        .isEqualTo(refused.refusal());
    assertThat(server.sdk().listUsers(list -> list.userPoolId(pool.poolId())).users()).isEmpty();
  }

  @Test
  void takenNamesAreToldToEveryClient() {
    Newcomers plain = newcomers(pool -> {});
    plain.signUp("hal");
    assertThat(Refusal.of(() -> plain.hiding().signUp("hal")))
        .isEqualTo(new Refusal("UsernameExistsException", "User already exists"));
    Newcomers byEmail = newcomers(pool -> pool.usernameAttributes(UsernameAttributeType.EMAIL));
    byEmail.signUp("hal@example.com");
    assertThat(Refusal.of(() -> byEmail.signUp("hal@example.com")))
        .isEqualTo(
            new Refusal(
                "UsernameExistsException", "An account with the given email already exists."));
  }
}
