package dev.poolhouse.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.user.MfaFactor;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// That administrators switch factors on by the rules of `SetUserMFAPreference`, where all of them
/// are proven; a missing generator is worded otherwise.
@EachServer
final class AdminSetUserMFAPreferenceTest {
  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;
  private final PoolFixture pool;
  private final SecondFactors factors;

  AdminSetUserMFAPreferenceTest(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
    this.pool = PoolFixture.create(server);
    this.factors =
        new SecondFactors(server, pool)
            .offer(UserPoolMfaType.OPTIONAL, MfaFactor.SOFTWARE_TOKEN_MFA, MfaFactor.EMAIL_OTP);
  }

  @Test
  void answerIsEmptyAndTheUserShowsIt() {
    pool.confirmedUser("ann", "email", "ann@example.com");
    assertThat(
            server
                .call(
                    "AdminSetUserMFAPreference",
                    """
                    {"UserPoolId":"%s","Username":"ann",\
                    "EmailMfaSettings":{"Enabled":true,"PreferredMfa":true}}\
                    """
                        .formatted(pool.poolId()))
                .body())
        .isEqualTo("{}");
    assertThat(factors.shown("ann")).isEqualTo("EMAIL_OTP*");
  }

  @Test
  void missingGenerator() {
    pool.confirmedUser("ben");
    assertThat(
            Refusal.of(
                () ->
                    sdk.adminSetUserMFAPreference(
                        set ->
                            set.userPoolId(pool.poolId())
                                .username("ben")
                                .softwareTokenMfaSettings(on -> on.enabled(true)))))
        .isEqualTo(
            Refusal.invalidParameter(
                "User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA"));
  }

  @Test
  void poolAndUserMustExist() {
    assertThat(
            Refusal.of(
                () ->
                    sdk.adminSetUserMFAPreference(
                        set -> set.userPoolId("us-east-1_none").username("ann"))))
        .isEqualTo(Refusal.notFound("User pool us-east-1_none does not exist."));
    assertThat(
            Refusal.of(
                () ->
                    sdk.adminSetUserMFAPreference(
                        set -> set.userPoolId(pool.poolId()).username("nobody"))))
        .isEqualTo(new Refusal("UserNotFoundException", "User does not exist."));
  }
}
