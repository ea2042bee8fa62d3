package dev.poolhouse.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.sql.StoredValues;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.TotpDevice;
import dev.poolhouse.user.MfaFactor;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AssociateSoftwareTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// What `AssociateSoftwareToken` gives with an access token: a secret of its own each time, kept
/// sealed. Its refusals of tokens are those of every access token, see `AccessTokensTest`; sessions
/// are proven where `MFA_SETUP` is.
@EachServer
final class AssociateSoftwareTokenTest {
  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;
  private final PoolFixture pool;
  private final SecondFactors factors;

  AssociateSoftwareTokenTest(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
    this.pool = PoolFixture.create(server);
    this.factors =
        new SecondFactors(server, pool)
            .offer(UserPoolMfaType.OPTIONAL, MfaFactor.SOFTWARE_TOKEN_MFA);
  }

  @Test
  void answerHoldsTheSecretAlone() {
    pool.confirmedUser("ann");
    String token = pool.accessToken("ann");
    assertThat(server.call("AssociateSoftwareToken", "{\"AccessToken\":\"" + token + "\"}").body())
        .matches("\\{\"SecretCode\":\"[A-Z2-7]{52}\"}");
  }

  @Test
  void eachSecretIsNewAndReplacesTheOneBeingSetUp() {
    pool.confirmedUser("ben");
    String token = pool.accessToken("ben");
    TotpDevice first = factors.device(factors.begin(token));
    TotpDevice second = factors.device(factors.begin(token));
    assertThat(
            Refusal.of(
                () -> sdk.verifySoftwareToken(v -> v.accessToken(token).userCode(first.code()))))
        .isEqualTo(
            new Refusal(
                "EnableSoftwareTokenMFAException",
                "Code mismatch and fail enable Software Token MFA"));
    sdk.verifySoftwareToken(v -> v.accessToken(token).userCode(second.code()));
  }

  @Test
  void secretIsStoredSealed() {
    pool.confirmedUser("cid");
    byte[] shown = factors.begin(pool.accessToken("cid")).getBytes(StandardCharsets.UTF_8);
    assertThat(StoredValues.all(server.database())).noneMatch(value -> value.holds(shown));
  }

  private record Case(
      String name, Consumer<AssociateSoftwareTokenRequest.Builder> request, Refusal expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> refusals() {
    Refusal one = Refusal.invalidParameter("Exactly one of AccessToken and Session is required.");
    return Stream.of(
        new Case("neither token nor session", _ -> {}, one),
        new Case(
            "both token and session",
            request -> request.accessToken("a.b.c").session("s".repeat(20)),
            one),
        new Case(
            "a token that is none",
            request -> request.accessToken("a.b.c"),
            Refusal.notAuthorized("Invalid Access Token")),
        new Case(
            "a session that is none",
            request -> request.session("s".repeat(20)),
            Refusal.notAuthorized("Invalid session for the user.")));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refused(Case given) {
    assertThat(Refusal.of(() -> sdk.associateSoftwareToken(given.request())))
        .isEqualTo(given.expected());
  }

  @Test
  void poolWithoutCodeGenerators() {
    factors.offer(UserPoolMfaType.OFF);
    pool.confirmedUser("dan");
    String token = pool.accessToken("dan");
    assertThat(Refusal.of(() -> sdk.associateSoftwareToken(begin -> begin.accessToken(token))))
        .isEqualTo(
            new Refusal(
                "SoftwareTokenMFANotFoundException",
                "Software Token MFA has not been enabled by the userPool"));
  }
}
