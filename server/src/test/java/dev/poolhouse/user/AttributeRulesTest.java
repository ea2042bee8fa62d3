package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.poolhouse.client.ClientRules;
import dev.poolhouse.pool.PoolPolicy;
import dev.poolhouse.wire.ApiException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// Every refusal of an attribute, with its text, and what becomes of contacts and their flags. The
/// operations that use the rules are proven apart.
final class AttributeRulesTest {
  private static final AttributeWriter ADMIN = new AttributeWriter.Admin();
  private static final AttributeWriter APP =
      new AttributeWriter.App(new ClientRules(UserPoolClientType.builder().build()));
  private static final AttributeWriter NARROW_APP =
      new AttributeWriter.App(
          new ClientRules(UserPoolClientType.builder().writeAttributes("email").build()));
  private static final String CONFORM =
      "InvalidParameterException: Attributes did not conform to the schema: ";
  private static final String UNAUTHORIZED =
      "NotAuthorizedException: A client attempted to write unauthorized attribute";
  private static final Map<String, String> CONTACTS =
      Map.of("email", "a@b", "email_verified", "true", "name", "A");

  @SuppressWarnings("ArrayRecordComponent") // read by tests alone
  private record Refusal(String name, AttributeWriter writer, String[] given, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Refusal refusal(
      String name, AttributeWriter writer, String message, String... given) {
    return new Refusal(name, writer, given, message);
  }

  static Stream<Refusal> atCreation() {
    return Stream.of(
        refusal(
            "unknown",
            ADMIN,
            CONFORM + "Type for attribute {custom:x} could not be determined",
            "custom:x",
            "1"),
        refusal(
            "sub",
            ADMIN,
            "InvalidParameterException: Cannot modify the non-mutable attribute sub",
            "sub",
            "1"),
        refusal("flag by an app", APP, UNAUTHORIZED, "email_verified", "true"),
        refusal("developer-only by an app", APP, UNAUTHORIZED, "dev:custom:secret", "x"),
        refusal("not writable", NARROW_APP, UNAUTHORIZED, "name", "x"),
        refusal(
            "verified without address",
            ADMIN,
            CONFORM + "email_verified: email is required to set email_verified",
            "email_verified",
            "true"),
        refusal(
            "no e-mail",
            ADMIN,
            "InvalidParameterException: Invalid email address format.",
            "email",
            "a b@c"),
        refusal(
            "no phone",
            ADMIN,
            "InvalidParameterException: Invalid phone number format.",
            "phone_number",
            "0123"),
        refusal(
            "no date",
            ADMIN,
            "InvalidParameterException: Invalid birthdate format.",
            "birthdate",
            "2001-02-30"),
        refusal(
            "too short",
            ADMIN,
            CONFORM + "custom:short: String must have at least 2 characters",
            "custom:short",
            "a"),
        refusal(
            "too long",
            ADMIN,
            CONFORM + "custom:short: String must have at most 3 characters",
            "custom:short",
            "abcd"),
        refusal(
            "no number",
            ADMIN,
            CONFORM + "custom:count: Value must be a number",
            "custom:count",
            "1e9"),
        refusal(
            "too small",
            ADMIN,
            CONFORM + "custom:count: Number must be at least 1",
            "custom:count",
            "0"),
        refusal(
            "too large",
            ADMIN,
            CONFORM + "custom:count: Number must be at most 9",
            "custom:count",
            "9.5"),
        refusal(
            "no boolean",
            ADMIN,
            CONFORM + "custom:yes: Value must be true or false",
            "custom:yes",
            "yes"),
        refusal(
            "no time",
            ADMIN,
            CONFORM + "custom:when: Value must be a date and time",
            "custom:when",
            "soon"));
  }

  @ParameterizedTest
  @MethodSource("atCreation")
  void creationRefuses(Refusal given) {
    assertThat(
            message(
                () ->
                    AttributeRules.creating(
                        TestSchemas.policy(),
                        given.writer(),
                        TestSchemas.attributes(given.given()))))
        .isEqualTo(given.message());
  }

  static Stream<Refusal> atUpdate() {
    return Stream.of(
        refusal(
            "unknown",
            ADMIN,
            "InvalidParameterException: user.custom:x: Attribute does not exist in the schema.",
            "custom:x",
            "1"),
        refusal(
            "immutable, never set",
            ADMIN,
            "InvalidParameterException: user.custom:fixed: Attribute cannot be updated.",
            "custom:fixed",
            "1"),
        refusal(
            "sub",
            ADMIN,
            "InvalidParameterException: Cannot modify the non-mutable attribute sub",
            "sub",
            "1"),
        refusal(
            "required deleted",
            ADMIN,
            "InvalidParameterException: Invalid user attributes: name: Required attribute cannot be"
                + " deleted.",
            "name",
            ""),
        refusal("flag by an app", APP, UNAUTHORIZED, "phone_number_verified", "false"),
        refusal("not writable", NARROW_APP, UNAUTHORIZED, "given_name", "x"));
  }

  @ParameterizedTest
  @MethodSource("atUpdate")
  void updateRefuses(Refusal given) {
    assertThat(
            message(
                () ->
                    AttributeRules.updating(
                        TestSchemas.policy("name"),
                        TestSchemas.user(CONTACTS),
                        given.writer(),
                        TestSchemas.attributes(given.given()))))
        .isEqualTo(given.message());
  }

  @Test
  void deletionNamesEveryUnknownAttribute() {
    assertThat(
            message(
                () ->
                    AttributeRules.deleting(
                        TestSchemas.policy(),
                        TestSchemas.user(CONTACTS),
                        ADMIN,
                        List.of("name", "custom:x", "custom:y"))))
        .isEqualTo(
            "InvalidParameterException: Invalid user attributes:"
                + " user.custom:x: Attribute does not exist in the schema.\n"
                + "user.custom:y: Attribute does not exist in the schema.\n");
  }

  @Test
  void missingRequiredAttributesAreNamedTogether() {
    assertThat(
            message(
                () ->
                    AttributeRules.checkRequired(
                        TestSchemas.policy("name", "phone_number", "birthdate"), Map.of())))
        .isEqualTo(
            CONFORM
                + "name.formatted: The attribute name.formatted is required, phoneNumbers: The"
                + " attribute phoneNumbers is required, birthdate: The attribute birthdate is"
                + " required");
  }

  @Test
  void newUserOfAnAppHasUnverifiedContacts() {
    assertThat(
            AttributeRules.creating(
                TestSchemas.policy(),
                APP,
                TestSchemas.attributes("name", "", "email", "x@y", "email", "a@b")))
        .containsExactlyInAnyOrderEntriesOf(Map.of("email", "a@b", "email_verified", "false"));
  }

  @Test
  void newAddressIsUnverifiedUnlessVouchedFor() {
    assertThat(update(TestSchemas.policy(), "email", "new@b"))
        .isEqualTo(
            new AttributeChange(
                Map.of("email", "new@b", "email_verified", "false", "name", "A"),
                Map.of(),
                List.of("email")));
    assertThat(update(TestSchemas.policy(), "email", "new@b", "email_verified", "True"))
        .isEqualTo(
            new AttributeChange(
                Map.of("email", "new@b", "email_verified", "true", "name", "A"),
                Map.of(),
                List.of()));
    assertThat(update(TestSchemas.policy(), "email", "a@b"))
        .isEqualTo(new AttributeChange(CONTACTS, Map.of(), List.of()));
    assertThat(update(TestSchemas.policy(), "email", ""))
        .isEqualTo(new AttributeChange(Map.of("name", "A"), Map.of(), List.of()));
  }

  @Test
  void newAddressWaitsWhereThePoolKeepsTheOldOne() {
    PoolPolicy policy =
        new PoolPolicy(
            TestSchemas.pool()
                .userAttributeUpdateSettings(
                    settings ->
                        settings.attributesRequireVerificationBeforeUpdate(
                            VerifiedAttributeType.EMAIL))
                .build());

    assertThat(update(policy, "email", "new@b"))
        .isEqualTo(new AttributeChange(CONTACTS, Map.of("email", "new@b"), List.of("email")));
    assertThat(update(policy, "email", "new@b", "email_verified", "true").pending()).isEmpty();
  }

  @Test
  void completingAsksForWhatIsRequiredAndKeepsTheEmail() {
    PoolPolicy policy = TestSchemas.policy("name", "given_name");
    User user = TestSchemas.user(CONTACTS);

    assertThat(message(() -> AttributeRules.completing(policy, user, APP, List.of())))
        .isEqualTo("InvalidParameterException: Invalid attributes given, given_name is missing");
    assertThat(
            message(
                () ->
                    AttributeRules.completing(
                        policy, user, APP, TestSchemas.attributes("email", "new@b"))))
        .isEqualTo("NotAuthorizedException: Cannot modify an already provided email");
    assertThat(
            AttributeRules.completing(
                    policy,
                    user,
                    APP,
                    TestSchemas.attributes(
                        "email_verified", "true", "given_name", "B", "custom:fixed", "once"))
                .attributes())
        .containsEntry("given_name", "B")
        .containsEntry("custom:fixed", "once")
        .containsEntry("email_verified", "true");
  }

  private static AttributeChange update(PoolPolicy policy, String... given) {
    return AttributeRules.updating(
        policy, TestSchemas.user(CONTACTS), ADMIN, TestSchemas.attributes(given));
  }

  private static String message(Runnable work) {
    ApiException refusal = catchThrowableOfType(ApiException.class, work::run);
    assertThat(refusal).as("a refusal").isNotNull();
    return String.valueOf(refusal.getMessage());
  }
}
