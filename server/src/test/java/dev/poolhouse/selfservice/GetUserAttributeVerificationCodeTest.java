package dev.poolhouse.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;

/// Whom a code is sent to, and how often. What the code does is proven in
/// `VerifyUserAttributeTest`.
@EachServer
final class GetUserAttributeVerificationCodeTest {
  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;
  private final PoolFixture pool;

  GetUserAttributeVerificationCodeTest(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
    this.pool = PoolFixture.create(server);
  }

  private record Case(String name, String attribute, Refusal refusal) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> refusals() {
    Refusal wrongName =
        Refusal.invalidParameter(
            "Invalid attribute name. Only phone_number and email can be verified.");
    return Stream.of(
        new Case("another attribute", "name", wrongName),
        new Case("a flag", "email_verified", wrongName),
        new Case(
            "an address the user does not have",
            "phone_number",
            Refusal.invalidParameter("User has no phone_number to verify.")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(Case given) {
    pool.confirmedUser("ann", "email", "ann@example.com");
    String token = pool.accessToken("ann");
    assertThat(Refusal.of(() -> send(token, given.attribute()))).isEqualTo(given.refusal());
  }

  private record Contact(String attribute, String to, DeliveryMediumType medium, String masked) {}

  static Stream<Contact> contacts() {
    return Stream.of(
        new Contact("email", "sent@example.com", DeliveryMediumType.EMAIL, "s***@e***"),
        new Contact("phone_number", "+15555550123", DeliveryMediumType.SMS, "+*******0123"));
  }

  @ParameterizedTest
  @MethodSource("contacts")
  void sendsACodeAndSaysWhereTo(Contact given) {
    pool.confirmedUser("bob", given.attribute(), given.to());
    String token = pool.accessToken("bob");
    assertThat(send(token, given.attribute()))
        .isEqualTo(
            CodeDeliveryDetailsType.builder()
                .attributeName(given.attribute())
                .deliveryMedium(given.medium())
                .destination(given.masked())
                .build());
    Sent sent = Sent.to(server, given.to());
    assertThat(sent.purpose()).isEqualTo("VERIFY_USER_ATTRIBUTE");
    assertThat(sent.code()).matches("[0-9]{6}");
  }

  @Test
  void fiveTimesAnHour() {
    pool.confirmedUser("eve", "email", "eve@example.com");
    String token = pool.accessToken("eve");
    for (int i = 0; i < 5; i++) {
      send(token, "email");
    }
    assertThat(Refusal.of(() -> send(token, "email")))
        .isEqualTo(
            new Refusal(
                "LimitExceededException", "Attempt limit exceeded, please try after some time."));
    server.clock().advance(Duration.ofHours(1));
    assertThat(send(pool.accessToken("eve"), "email").attributeName()).isEqualTo("email");
  }

  private CodeDeliveryDetailsType send(String token, String attribute) {
    return sdk.getUserAttributeVerificationCode(
            get -> get.accessToken(token).attributeName(attribute))
        .codeDeliveryDetails();
  }
}
