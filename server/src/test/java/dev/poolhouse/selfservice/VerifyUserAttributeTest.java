package dev.poolhouse.selfservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;

/// When a code verifies an address: once, in time, for the address it was sent to, and only where
/// nobody else has it as an alias.
@EachServer
final class VerifyUserAttributeTest {
  private static final Refusal MISMATCH =
      new Refusal("CodeMismatchException", "Invalid verification code provided, please try again.");
  private static final Refusal EXPIRED =
      new Refusal("ExpiredCodeException", "Invalid code provided, please request a code again.");
  private static final Refusal LIMIT =
      new Refusal("LimitExceededException", "Attempt limit exceeded, please try after some time.");

  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;
  private final PoolFixture pool;
  private final String address;

  VerifyUserAttributeTest(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
    this.pool =
        PoolFixture.create(server, settings -> settings.aliasAttributes(AliasAttributeType.EMAIL));
    this.address = "verify-" + pool.clientId() + "@example.com";
  }

  /// The access token of a new user with an unverified address.
  private String user(String name) {
    pool.confirmedUser(name, "email", address);
    return pool.accessToken(name);
  }

  private String code(String token) {
    sdk.getUserAttributeVerificationCode(get -> get.accessToken(token).attributeName("email"));
    return Sent.to(server, address).code();
  }

  private void verify(String token, String code) {
    sdk.verifyUserAttribute(verify -> verify.accessToken(token).attributeName("email").code(code));
  }

  private static String wrong(String code) {
    return code.equals("000000") ? "000001" : "000000";
  }

  private String flag(String token) {
    return sdk.getUser(get -> get.accessToken(token)).userAttributes().stream()
        .filter(attribute -> attribute.name().equals("email_verified"))
        .map(AttributeType::value)
        .findFirst()
        .orElse("absent");
  }

  @Test
  void rightCodeVerifiesOnceAndMakesTheAlias() {
    String token = user("ann");
    String code = code(token);
    assertThat(Refusal.of(() -> verify(token, wrong(code)))).isEqualTo(MISMATCH);
    verify(token, code);
    assertThat(flag(token)).isEqualTo("true");
    assertThat(pool.accessToken(address)).isNotEmpty();
    assertThat(Refusal.of(() -> verify(token, code))).isEqualTo(EXPIRED);
  }

  @Test
  void onlyEmailAndPhoneNumber() {
    String token = user("ann");
    assertThat(
            Refusal.of(
                () ->
                    sdk.verifyUserAttribute(
                        verify -> verify.accessToken(token).attributeName("name").code("123456"))))
        .isEqualTo(
            Refusal.invalidParameter(
                "Invalid attribute name. Only phone_number and email can be verified."));
  }

  @Test
  void noCodePending() {
    String token = user("ann");
    assertThat(Refusal.of(() -> verify(token, "123456"))).isEqualTo(EXPIRED);
  }

  @Test
  void newerCodeReplacesTheOlder() {
    String token = user("ann");
    String older = code(token);
    String newer = code(token);
    if (!older.equals(newer)) {
      assertThat(Refusal.of(() -> verify(token, older))).isEqualTo(MISMATCH);
    }
    verify(token, newer);
  }

  @Test
  void codeEndsAfterADay() {
    String token = user("ann");
    String code = code(token);
    server.clock().advance(Duration.ofHours(24));
    String later = pool.accessToken("ann");
    assertThat(Refusal.of(() -> verify(later, code))).isEqualTo(EXPIRED);
  }

  @Test
  void codeOfAnotherUserIsWrong() {
    String token = user("ann");
    String code = code(token);
    pool.confirmedUser("eve", "email", "eve-" + address);
    String other = pool.accessToken("eve");
    sdk.getUserAttributeVerificationCode(get -> get.accessToken(other).attributeName("email"));
    if (!Sent.to(server, "eve-" + address).code().equals(code)) {
      assertThat(Refusal.of(() -> verify(other, code))).isEqualTo(MISMATCH);
    }
  }

  @Test
  void codeDiesWithTheAddressItWasSentTo() {
    String token = user("ann");
    String code = code(token);
    sdk.updateUserAttributes(
        update ->
            update
                .accessToken(token)
                .userAttributes(
                    AttributeType.builder().name("email").value("victim@example.com").build()));
    assertThat(Refusal.of(() -> verify(token, code))).isEqualTo(EXPIRED);
    assertThat(flag(token)).isEqualTo("false");
  }

  @Test
  void aliasOfAnotherIsRefusedAndTheCodeStaysGood() {
    String token = user("ann");
    String code = code(token);
    pool.confirmedUser("holder", "email", address, "email_verified", "true");
    assertThat(Refusal.of(() -> verify(token, code)))
        .isEqualTo(
            new Refusal("AliasExistsException", "An account with the given email already exists."));
    assertThat(flag(token)).isNotEqualTo("true");
    sdk.adminDeleteUser(delete -> delete.userPoolId(pool.poolId()).username("holder"));
    verify(token, code);
    assertThat(flag(token)).isEqualTo("true");
  }

  @Test
  void oneOfSeveralAtOnceUsesTheCode() {
    String token = user("ann");
    String code = code(token);
    List<String> outcomes =
        IntStream.range(0, 6)
            .parallel()
            .mapToObj(_ -> Outcomes.of(() -> verify(token, code)))
            .toList();
    assertThat(outcomes).containsOnlyOnce(Outcomes.DONE);
    assertThat(outcomes).containsOnly(Outcomes.DONE, EXPIRED.message());
  }

  @Test
  void fifteenTimesAnHour() {
    String token = user("ann");
    String code = code(token);
    for (int i = 0; i < 15; i++) {
      assertThat(Refusal.of(() -> verify(token, wrong(code)))).isEqualTo(MISMATCH);
    }
    assertThat(Refusal.of(() -> verify(token, code))).isEqualTo(LIMIT);
    server.clock().advance(Duration.ofHours(1));
    verify(pool.accessToken("ann"), code);
  }
}
