package dev.poolhouse.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.user.MfaFactor;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Which attributes users may delete, and what goes with them.
@EachServer
final class DeleteUserAttributesTest {
  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;

  DeleteUserAttributesTest(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
  }

  private record Case(
      String name,
      Consumer<CreateUserPoolRequest.Builder> pool,
      Consumer<CreateUserPoolClientRequest.Builder> client,
      String attribute,
      Refusal refusal) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> refusals() {
    return Stream.of(
        new Case(
            "an attribute that the pool does not know",
            _ -> {},
            _ -> {},
            "custom:x",
            Refusal.invalidParameter(
                "Invalid user attributes: user.custom:x: Attribute does not exist in the"
                    + " schema.\n")),
        new Case(
            "an attribute outside the client's list",
            _ -> {},
            client -> client.writeAttributes("email"),
            "nickname",
            Refusal.notAuthorized("A client attempted to write unauthorized attribute")),
        new Case(
            "a flag",
            _ -> {},
            _ -> {},
            "email_verified",
            Refusal.notAuthorized("A client attempted to write unauthorized attribute")),
        new Case(
            "sub",
            _ -> {},
            _ -> {},
            "sub",
            Refusal.invalidParameter("Cannot modify the non-mutable attribute sub")),
        new Case(
            "a required attribute",
            pool ->
                pool.schema(
                    SchemaAttributeType.builder()
                        .name("nickname")
                        .required(true)
                        .mutable(true)
                        .build()),
            _ -> {},
            "nickname",
            Refusal.invalidParameter(
                "Invalid user attributes: nickname: Required attribute cannot be deleted.")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesAndChangesNothing(Case given) {
    PoolFixture pool = PoolFixture.create(server, given.pool());
    pool.confirmedUser("ann", "nickname", "A");
    String token = pool.accessToken(pool.client(given.client()).clientId(), "ann");
    assertThat(Refusal.of(() -> delete(token, given.attribute()))).isEqualTo(given.refusal());
    assertThat(names(token)).containsExactly("sub", "nickname");
  }

  @Test
  void deletesWhatIsSetAndPassesOverTheRest() {
    PoolFixture pool = PoolFixture.create(server);
    pool.confirmedUser("ann", "nickname", "A", "name", "Ann");
    String token = pool.accessToken("ann");
    delete(token, "nickname", "family_name");
    assertThat(names(token)).containsExactly("sub", "name");
  }

  @Test
  void addressTakesItsFlagAndAliasAlong() {
    PoolFixture pool =
        PoolFixture.create(server, settings -> settings.aliasAttributes(AliasAttributeType.EMAIL));
    pool.confirmedUser("ann", "email", "ann@example.com", "email_verified", "true");
    String token = pool.accessToken("ann@example.com");
    delete(token, "email");
    assertThat(names(token)).containsExactly("sub");
    assertThat(Refusal.of(() -> pool.accessToken("ann@example.com")))
        .isEqualTo(new Refusal("UserNotFoundException", "User does not exist."));
  }

  private void delete(String token, String... names) {
    sdk.deleteUserAttributes(delete -> delete.accessToken(token).userAttributeNames(names));
  }

  private List<String> names(String token) {
    return sdk.getUser(get -> get.accessToken(token)).userAttributes().stream()
        .map(AttributeType::name)
        .toList();
  }

  @Test
  void factorThatLosesItsAddressIsSwitchedOff() {
    PoolFixture pool = PoolFixture.create(server);
    SecondFactors factors =
        new SecondFactors(server, pool)
            .offer(UserPoolMfaType.OPTIONAL, MfaFactor.SMS_MFA, MfaFactor.EMAIL_OTP);
    pool.confirmedUser("ann", "phone_number", "+15550100", "email", "ann@example.com");
    String token = pool.accessToken("ann");
    factors.prefer("ann", MfaFactor.SMS_MFA, MfaFactor.EMAIL_OTP);
    sdk.updateUserAttributes(
        update ->
            update
                .accessToken(token)
                .userAttributes(
                    AttributeType.builder().name("phone_number").value("+15550101").build()));
    assertThat(factors.shown("ann")).isEqualTo("SMS_MFA* EMAIL_OTP");
    sdk.deleteUserAttributes(
        delete -> delete.accessToken(token).userAttributeNames("phone_number"));
    assertThat(factors.shown("ann")).isEqualTo("EMAIL_OTP");
    sdk.adminDeleteUserAttributes(
        delete -> delete.userPoolId(pool.poolId()).username("ann").userAttributeNames("email"));
    assertThat(factors.shown("ann")).isEmpty();
  }
}
