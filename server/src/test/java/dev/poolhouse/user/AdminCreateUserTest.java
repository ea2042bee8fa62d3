package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;
import tools.jackson.databind.JsonNode;

/// Users of every kind of pool are created, invited, invited again, and refused with the documented
/// texts; one of many who create the same user at once succeeds.
@EachServer
final class AdminCreateUserTest {
  private final Admin admin;

  AdminCreateUserTest(TestServer server) {
    this.admin = new Admin(server);
  }

  @Test
  void newUserMustChangeThePassword() {
    String poolId = admin.pool();

    UserType user = admin.create(poolId, "alice", "name", "A", "email", "a@example.com");

    assertThat(user.username()).isEqualTo("alice");
    assertThat(user.userStatus()).isEqualTo(UserStatusType.FORCE_CHANGE_PASSWORD);
    assertThat(user.enabled()).isTrue();
    assertThat(user.userLastModifiedDate()).isEqualTo(user.userCreateDate());
    assertThat(user.attributes().getFirst().name()).isEqualTo("sub");
    assertThat(user.attributes().subList(1, 3))
        .isEqualTo(TestSchemas.attributes("name", "A", "email", "a@example.com"));
    assertThat(admin.signIn(poolId, admin.client(poolId), "alice", Admin.PASSWORD).challengeName())
        .hasToString("NEW_PASSWORD_REQUIRED");
  }

  private record Case(
      String name,
      String username,
      Consumer<AdminCreateUserRequest.Builder> given,
      String message) {}

  @Test
  void refusalsHaveTheDocumentedTexts() {
    String poolId = admin.pool();
    admin.create(poolId, "taken");
    admin.createConfirmed(poolId, "confirmed");
    String invalid = "InvalidParameterException: ";
    List.of(
            new Case(
                "taken", "taken", _ -> {}, "UsernameExistsException: User account already exists"),
            new Case(
                "weak password",
                "weak",
                request -> request.temporaryPassword("password"),
                "InvalidPasswordException: Password did not conform with password policy: Password"
                    + " must have uppercase characters"),
            new Case(
                "unknown attribute",
                "unknown",
                request -> request.userAttributes(TestSchemas.attributes("custom:x", "1")),
                invalid
                    + "Attributes did not conform to the schema: Type for attribute {custom:x}"
                    + " could not be determined"),
            new Case(
                "no address for the medium",
                "medium",
                request ->
                    request
                        .messageAction((String) null)
                        .desiredDeliveryMediums(DeliveryMediumType.EMAIL),
                invalid + "User has no email to deliver the message to by EMAIL."),
            new Case(
                "invite nobody again",
                "nobody",
                request -> request.messageAction(MessageActionType.RESEND),
                "UserNotFoundException: User does not exist."),
            new Case(
                "invite a confirmed user again",
                "confirmed",
                request -> request.messageAction(MessageActionType.RESEND),
                "UnsupportedUserStateException: Resend not possible. confirmed status is not"
                    + " FORCE_CHANGE_PASSWORD"))
        .forEach(
            given ->
                assertThat(
                        Admin.refusal(() -> admin.create(poolId, given.username(), given.given())))
                    .as(given.name())
                    .isEqualTo(given.message()));
    assertThat(Admin.refusal(() -> admin.create("us-east-1_none", "anyone")))
        .isEqualTo("ResourceNotFoundException: User pool us-east-1_none does not exist.");
  }

  private record NameCase(String poolId, String username, String message) {}

  @Test
  void eachKindOfPoolTakesItsUsernames() {
    String email = admin.pool(pool -> pool.usernameAttributes(UsernameAttributeType.EMAIL));
    String phone = admin.pool(pool -> pool.usernameAttributes(UsernameAttributeType.PHONE_NUMBER));
    String both = admin.pool(pool -> pool.usernameAttributes(UsernameAttributeType.knownValues()));
    String alias =
        admin.pool(
            pool ->
                pool.aliasAttributes(AliasAttributeType.EMAIL, AliasAttributeType.PHONE_NUMBER));
    List.of(
            new NameCase(email, "+15550100", "Username should be an email."),
            new NameCase(phone, "a@example.com", "Username should be a phone number."),
            new NameCase(both, "alice", "Username should be either an email or a phone number."),
            new NameCase(
                alias,
                "a@example.com",
                "Username cannot be of email format, since user pool is configured for email"
                    + " alias."),
            new NameCase(
                alias,
                "+15550100",
                "Username cannot be of phone number format, since user pool is configured for"
                    + " phone number alias."))
        .forEach(
            given ->
                assertThat(Admin.refusal(() -> admin.create(given.poolId(), given.username())))
                    .isEqualTo("InvalidParameterException: " + given.message()));
    admin.create(both, "a@example.com");
    admin.create(both, "+15550100");
  }

  @Test
  void addressAsUsernameIsTakenVerifiedOrNot() {
    String poolId =
        admin.pool(
            pool ->
                pool.usernameAttributes(UsernameAttributeType.EMAIL)
                    .usernameConfiguration(names -> names.caseSensitive(false)));

    UserType user = admin.create(poolId, "Alice@Example.com");

    assertThat(user.username()).isEqualTo(user.attributes().getFirst().value());
    assertThat(admin.attributes(poolId, "alice@example.com"))
        .isEqualTo(Map.of("email", "Alice@Example.com"));
    assertThat(Admin.refusal(() -> admin.create(poolId, "alice@example.COM")))
        .isEqualTo("UsernameExistsException: An account with the given email already exists.");
    assertThat(
            Admin.refusal(
                () -> admin.create(poolId, "other@example.com", "email", "mine@example.com")))
        .isEqualTo("InvalidParameterException: Username and email do not match.");
  }

  @Test
  void verifiedAliasMovesOnlyWhenForced() {
    String poolId = admin.pool(pool -> pool.aliasAttributes(AliasAttributeType.EMAIL));
    String[] verified = {"email", "a@example.com", "email_verified", "true"};
    admin.create(poolId, "first", verified);
    admin.create(poolId, "unverified", "email", "a@example.com");

    assertThat(Admin.refusal(() -> admin.create(poolId, "second", verified)))
        .isEqualTo("AliasExistsException: An account with the given email already exists.");
    admin.create(
        poolId,
        "second",
        request ->
            request.userAttributes(TestSchemas.attributes(verified)).forceAliasCreation(true));

    assertThat(admin.get(poolId, "a@example.com").username()).isEqualTo("second");
    assertThat(admin.attributes(poolId, "first")).containsEntry("email_verified", "false");
  }

  @Test
  void invitationBringsTheTemporaryPassword() {
    String poolId = admin.pool();
    Consumer<AdminCreateUserRequest.Builder> byMail =
        request ->
            request
                .temporaryPassword(null)
                .messageAction((String) null)
                .desiredDeliveryMediums(DeliveryMediumType.EMAIL)
                .userAttributes(TestSchemas.attributes("email", "invited@example.com"));
    admin.create(poolId, "invited", byMail);
    JsonNode first = admin.messages("invited@example.com").getFirst();
    assertThat(first.path("purpose").asString()).isEqualTo("ADMIN_CREATE_USER");

    admin.create(
        poolId,
        "invited",
        byMail.andThen(request -> request.messageAction(MessageActionType.RESEND)));

    String second = admin.messages("invited@example.com").getFirst().path("code").asString();
    String clientId = admin.client(poolId);
    String old = first.path("code").asString();
    assertThat(Admin.refusal(() -> admin.signIn(poolId, clientId, "invited", old)))
        .isEqualTo("NotAuthorizedException: Incorrect username or password.");
    assertThat(admin.signIn(poolId, clientId, "invited", second).challengeName())
        .hasToString("NEW_PASSWORD_REQUIRED");
  }

  @Test
  void smsIsTheDefaultAndNoContactIsNoError() {
    String poolId = admin.pool();
    admin.create(
        poolId,
        "phone",
        request ->
            request
                .messageAction((String) null)
                .userAttributes(
                    TestSchemas.attributes(
                        "phone_number", "+15550111", "email", "unused@example.com")));
    admin.create(poolId, "none", request -> request.messageAction((String) null));

    assertThat(admin.messages("+15550111")).hasSize(1);
    assertThat(admin.messages("unused@example.com")).isEmpty();
  }

  @Test
  void poolWithCodesAsFirstFactorNeedsNoPassword() {
    String poolId =
        admin.pool(
            pool ->
                pool.policies(
                    policies ->
                        policies.signInPolicy(
                            signIn ->
                                signIn.allowedFirstAuthFactors(
                                    AuthFactorType.PASSWORD, AuthFactorType.EMAIL_OTP))));

    assertThat(admin.create(poolId, "free", r -> r.temporaryPassword(null)).userStatus())
        .isEqualTo(UserStatusType.CONFIRMED);
    assertThat(admin.create(poolId, "bound").userStatus())
        .isEqualTo(UserStatusType.FORCE_CHANGE_PASSWORD);
  }

  @Test
  void oneOfManyCreatesTheUser() throws Exception {
    String poolId = admin.pool();
    List<String> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> attempt =
          () -> {
            try {
              return admin.create(poolId, "raced").username();
            } catch (UsernameExistsException e) {
              return e.awsErrorDetails().errorMessage();
            }
          };
      List<Future<String>> attempts = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        attempts.add(threads.submit(attempt));
      }
      for (Future<String> one : attempts) {
        outcomes.add(one.get());
      }
    }

    assertThat(outcomes).filteredOn("raced"::equals).hasSize(1);
    assertThat(outcomes).filteredOn("User account already exists"::equals).hasSize(11);
  }
}
