package dev.poolhouse.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.TotpDevice;
import dev.poolhouse.user.MfaFactor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Which code puts a generator to use, once, and that it is not asked for by that alone. Refusals
/// of tokens are those of every access token, see `AccessTokensTest`; sessions are proven where
/// `MFA_SETUP` is.
@EachServer
final class VerifySoftwareTokenTest {
  private static final Refusal MISMATCH =
      new Refusal(
          "EnableSoftwareTokenMFAException", "Code mismatch and fail enable Software Token MFA");
  private static final Refusal USED =
      new Refusal(
          "EnableSoftwareTokenMFAException", "Your software token has already been used once.");
  private static final Refusal NOT_BEGUN =
      Refusal.invalidParameter("User has no software token to verify, associate one first.");

  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;
  private final PoolFixture pool;
  private final SecondFactors factors;

  VerifySoftwareTokenTest(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
    this.pool = PoolFixture.create(server);
    this.factors =
        new SecondFactors(server, pool)
            .offer(UserPoolMfaType.OPTIONAL, MfaFactor.SOFTWARE_TOKEN_MFA);
  }

  private String user(String name) {
    pool.confirmedUser(name);
    return pool.accessToken(name);
  }

  private void verify(String token, String code) {
    sdk.verifySoftwareToken(verify -> verify.accessToken(token).userCode(code));
  }

  @Test
  void rightCodeEnrolsAndSwitchesNothingOn() {
    String token = user("ann");
    TotpDevice device = factors.device(factors.begin(token));
    assertThat(
            server
                .call(
                    "VerifySoftwareToken",
                    "{\"AccessToken\":\"%s\",\"UserCode\":\"%s\",\"FriendlyDeviceName\":\"phone\"}"
                        .formatted(token, device.code()))
                .body())
        .isEqualTo("{\"Status\":\"SUCCESS\"}");
    assertThat(factors.shown("ann")).isEmpty();
    assertThat(pool.accessToken("ann")).isNotEmpty();
    factors.prefer("ann", MfaFactor.SOFTWARE_TOKEN_MFA);
    assertThat(factors.shown("ann")).isEqualTo("SOFTWARE_TOKEN_MFA*");
  }

  @Test
  void oneStepOffIsAcceptedAndTwoAreNot() {
    server.clock().advance(Duration.ofMinutes(10)); // far from the real time, which serves too
    String token = user("ann");
    TotpDevice device = factors.device(factors.begin(token));
    Instant now = Instant.ofEpochSecond(server.clock().instant().getEpochSecond() / 30 * 30 + 5);
    server.clock().moveTo(now.plusSeconds(60));
    assertThat(Refusal.of(() -> verify(token, device.code(now)))).isEqualTo(MISMATCH);
    assertThat(Refusal.of(() -> verify(token, device.code(now.plusSeconds(120)))))
        .isEqualTo(MISMATCH);
    verify(token, device.code(now.plusSeconds(30)));
  }

  @Test
  void realClockServesAfterTheServersWasMoved() {
    String token = user("ann");
    TotpDevice device = TotpDevice.of(factors.begin(token));
    server.clock().advance(Duration.ofMinutes(5));
    verify(token, device.code());
  }

  @Test
  void stepOfAnEarlierCodeIsUsedUpForANewSecretToo() {
    String token = user("ann");
    TotpDevice first = factors.device(factors.begin(token));
    Instant now = server.clock().instant();
    verify(token, first.code(now));
    TotpDevice second = factors.device(factors.begin(token));
    assertThat(Refusal.of(() -> verify(token, second.code(now)))).isEqualTo(USED);
    verify(token, second.code(now.plusSeconds(30)));
  }

  @Test
  void nothingToVerify() {
    String token = user("ann");
    assertThat(Refusal.of(() -> verify(token, "123456"))).isEqualTo(NOT_BEGUN);
    TotpDevice device = factors.device(factors.begin(token));
    verify(token, device.code());
    assertThat(Refusal.of(() -> verify(token, device.code()))).isEqualTo(NOT_BEGUN);
  }

  @Test
  void codeOfAnotherUsersGenerator() {
    String ann = user("ann");
    String eve = user("eve");
    factors.begin(ann);
    TotpDevice device = factors.device(factors.begin(eve));
    assertThat(Refusal.of(() -> verify(ann, device.code()))).isEqualTo(MISMATCH);
  }

  @Test
  void poolThatOffersGeneratorsNoMore() {
    String token = user("ann");
    TotpDevice device = factors.device(factors.begin(token));
    factors.offer(UserPoolMfaType.OFF);
    assertThat(Refusal.of(() -> verify(token, device.code())))
        .isEqualTo(
            new Refusal(
                "SoftwareTokenMFANotFoundException",
                "Software Token MFA has not been enabled by the userPool"));
  }

  @Test
  void codesHaveSixDigits() {
    String token = user("ann");
    assertThat(Refusal.of(() -> verify(token, "12345")).message())
        .isEqualTo(
            "1 validation error detected: Value at 'userCode' failed to satisfy constraint: Member"
                + " must have length greater than or equal to 6");
  }

  @Test
  void oneOfSeveralAtOnceEnrols() {
    String token = user("ann");
    String code = factors.device(factors.begin(token)).code();
    List<String> outcomes =
        IntStream.range(0, 6).parallel().mapToObj(_ -> outcome(token, code)).toList();
    assertThat(outcomes).containsOnlyOnce("enrolled");
    assertThat(outcomes)
        .containsAnyOf("enrolled")
        .isSubsetOf("enrolled", MISMATCH.message(), USED.message(), NOT_BEGUN.message());
  }

  private String outcome(String token, String code) {
    try {
      verify(token, code);
      return "enrolled";
    } catch (CognitoIdentityProviderException e) {
      return e.awsErrorDetails().errorMessage();
    }
  }
}
