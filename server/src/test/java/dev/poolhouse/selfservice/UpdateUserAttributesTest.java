package dev.poolhouse.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/// What users may set through their client, what becomes of addresses and aliases, and when a code
/// goes out. Delivery failures are proven with the message port.
@EachServer
final class UpdateUserAttributesTest {
  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;

  UpdateUserAttributesTest(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
  }

  private record Case(
      String name,
      Consumer<CreateUserPoolRequest.Builder> pool,
      Consumer<CreateUserPoolClientRequest.Builder> client,
      String attribute,
      String value,
      Refusal refusal) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case simple(String name, String attribute, String value, Refusal refusal) {
    return new Case(name, _ -> {}, _ -> {}, attribute, value, refusal);
  }

  static Stream<Case> refusals() {
    Refusal unauthorized =
        Refusal.notAuthorized("A client attempted to write unauthorized attribute");
    return Stream.of(
        simple("a flag that only administrators set", "email_verified", "true", unauthorized),
        new Case(
            "an attribute outside the client's list",
            _ -> {},
            client -> client.writeAttributes("email"),
            "name",
            "Ann",
            unauthorized),
        simple(
            "sub",
            "sub",
            "x",
            Refusal.invalidParameter("Cannot modify the non-mutable attribute sub")),
        simple(
            "an address that is none",
            "email",
            "nobody",
            Refusal.invalidParameter("Invalid email address format.")),
        simple(
            "a number that is none",
            "phone_number",
            "0123",
            Refusal.invalidParameter("Invalid phone number format.")),
        new Case(
            "an immutable attribute",
            pool -> pool.schema(SchemaAttributeType.builder().name("name").mutable(false).build()),
            _ -> {},
            "name",
            "Ann",
            Refusal.invalidParameter("user.name: Attribute cannot be updated.")),
        new Case(
            "deleting a required attribute",
            pool ->
                pool.schema(
                    SchemaAttributeType.builder()
                        .name("nickname")
                        .required(true)
                        .mutable(true)
                        .build()),
            _ -> {},
            "nickname",
            "",
            Refusal.invalidParameter(
                "Invalid user attributes: nickname: Required attribute cannot be deleted.")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesAndChangesNothing(Case given) {
    PoolFixture pool = PoolFixture.create(server, given.pool());
    pool.confirmedUser("ann", "nickname", "A");
    String token = pool.accessToken(pool.client(given.client()).clientId(), "ann");
    Map<String, String> before = attributes(token);
    assertThat(Refusal.of(() -> update(token, given.attribute(), given.value())))
        .isEqualTo(given.refusal());
    assertThat(attributes(token)).isEqualTo(before);
  }

  @Test
  void emptyValueDeletes() {
    PoolFixture pool = PoolFixture.create(server);
    pool.confirmedUser("ann", "nickname", "A");
    String token = pool.accessToken("ann");
    assertThat(update(token, "nickname", "")).isEmpty();
    assertThat(attributes(token)).containsOnlyKeys("sub");
  }

  @Test
  void newAddressCountsAtOnceButIsNotVerified() {
    PoolFixture pool = PoolFixture.create(server);
    pool.confirmedUser("ann", "email", "old@example.com", "email_verified", "true");
    String token = pool.accessToken("ann");
    assertThat(update(token, "email", "new@example.com")).isEmpty();
    assertThat(attributes(token))
        .containsEntry("email", "new@example.com")
        .containsEntry("email_verified", "false");
  }

  @Test
  void newAddressGetsACodeWhereThePoolVerifies() {
    PoolFixture pool =
        PoolFixture.create(
            server, settings -> settings.autoVerifiedAttributes(VerifiedAttributeType.EMAIL));
    pool.confirmedUser("ann", "email", "old@example.com", "email_verified", "true");
    String token = pool.accessToken("ann");
    String address = "update-" + pool.clientId() + "@example.com";
    assertThat(update(token, "email", address))
        .containsExactly(
            CodeDeliveryDetailsType.builder()
                .attributeName("email")
                .deliveryMedium(DeliveryMediumType.EMAIL)
                .destination("u***@e***")
                .build());
    Sent sent = Sent.to(server, address);
    assertThat(sent.purpose()).isEqualTo("UPDATE_USER_ATTRIBUTE");
    sdk.verifyUserAttribute(
        verify -> verify.accessToken(token).attributeName("email").code(sent.code()));
    assertThat(attributes(token))
        .containsEntry("email", address)
        .containsEntry("email_verified", "true");
  }

  @Test
  void sameAddressAgainChangesNothing() {
    PoolFixture pool =
        PoolFixture.create(
            server, settings -> settings.autoVerifiedAttributes(VerifiedAttributeType.EMAIL));
    pool.confirmedUser("ann", "email", "same@example.com", "email_verified", "true");
    String token = pool.accessToken("ann");
    assertThat(update(token, "email", "same@example.com")).isEmpty();
    assertThat(attributes(token)).containsEntry("email_verified", "true");
  }

  @Test
  void oldAddressStaysUntilTheNewOneIsVerified() {
    PoolFixture pool =
        PoolFixture.create(
            server,
            settings ->
                settings
                    .autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                    .aliasAttributes(AliasAttributeType.EMAIL)
                    .userAttributeUpdateSettings(
                        update ->
                            update.attributesRequireVerificationBeforeUpdate(
                                VerifiedAttributeType.EMAIL)));
    String old = "old-" + pool.clientId() + "@example.com";
    String address = "new-" + pool.clientId() + "@example.com";
    pool.confirmedUser("ann", "email", old, "email_verified", "true");
    String token = pool.accessToken("ann");
    assertThat(update(token, "email", address)).hasSize(1);
    assertThat(attributes(token))
        .containsEntry("email", old)
        .containsEntry("email_verified", "true");
    assertThat(pool.accessToken(old)).as("sign-in by the old alias").isNotEmpty();
    String code = Sent.to(server, address).code();
    sdk.verifyUserAttribute(verify -> verify.accessToken(token).attributeName("email").code(code));
    assertThat(attributes(token))
        .containsEntry("email", address)
        .containsEntry("email_verified", "true");
    assertThat(pool.accessToken(address)).as("sign-in by the new alias").isNotEmpty();
    assertThat(Refusal.of(() -> pool.accessToken(old)))
        .isEqualTo(new Refusal("UserNotFoundException", "User does not exist."));
  }

  @Test
  void aliasStopsWorkingUntilVerifiedAgain() {
    PoolFixture pool =
        PoolFixture.create(server, settings -> settings.aliasAttributes(AliasAttributeType.EMAIL));
    pool.confirmedUser("ann", "email", "alias@example.com", "email_verified", "true");
    String token = pool.accessToken("alias@example.com");
    update(token, "email", "other@example.com");
    for (String name : List.of("alias@example.com", "other@example.com")) {
      assertThat(Refusal.of(() -> pool.accessToken(name)))
          .isEqualTo(new Refusal("UserNotFoundException", "User does not exist."));
    }
  }

  @Test
  void preferredUsernameOfAnotherIsRefused() {
    PoolFixture pool =
        PoolFixture.create(
            server, settings -> settings.aliasAttributes(AliasAttributeType.PREFERRED_USERNAME));
    pool.confirmedUser("ann", "preferred_username", "queen");
    pool.confirmedUser("bob");
    String token = pool.accessToken("bob");
    assertThat(Refusal.of(() -> update(token, "preferred_username", "queen")))
        .isEqualTo(
            new Refusal(
                "AliasExistsException",
                "An account with the given preferred_username already exists."));
    assertThat(attributes(token)).containsOnlyKeys("sub");
  }

  @Test
  void addressThatServesAsAnothersUsernameIsRefused() {
    PoolFixture pool =
        PoolFixture.create(
            server, settings -> settings.usernameAttributes(UsernameAttributeType.EMAIL));
    pool.confirmedUser("ann@example.com");
    pool.confirmedUser("bob@example.com");
    String token = pool.accessToken("bob@example.com");
    assertThat(Refusal.of(() -> update(token, "email", "ann@example.com")))
        .isEqualTo(
            new Refusal("AliasExistsException", "An account with the given email already exists."));
  }

  private List<CodeDeliveryDetailsType> update(String token, String name, String value) {
    return sdk.updateUserAttributes(
            update ->
                update
                    .accessToken(token)
                    .userAttributes(AttributeType.builder().name(name).value(value).build()))
        .codeDeliveryDetailsList();
  }

  private Map<String, String> attributes(String token) {
    return sdk.getUser(get -> get.accessToken(token)).userAttributes().stream()
        .collect(Collectors.toMap(AttributeType::name, AttributeType::value));
  }
}
