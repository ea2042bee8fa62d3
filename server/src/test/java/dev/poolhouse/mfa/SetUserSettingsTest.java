package dev.poolhouse.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.SecondFactors;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.user.MfaFactor;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MFAOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// The older way to switch SMS on and off, by users and administrators. Refusals of tokens are
/// those of every access token, see `AccessTokensTest`.
@EachServer
final class SetUserSettingsTest {
  private static final MFAOptionType SMS = option(DeliveryMediumType.SMS, "phone_number");

  private final CognitoIdentityProviderClient sdk;
  private final PoolFixture pool;
  private final SecondFactors factors;

  SetUserSettingsTest(TestServer server) {
    this.sdk = server.sdk();
    this.pool = PoolFixture.create(server);
    this.factors =
        new SecondFactors(server, pool)
            .offer(UserPoolMfaType.OPTIONAL, MfaFactor.SMS_MFA, MfaFactor.EMAIL_OTP);
  }

  private static MFAOptionType option(DeliveryMediumType medium, String attribute) {
    return MFAOptionType.builder().deliveryMedium(medium).attributeName(attribute).build();
  }

  private void set(String token, MFAOptionType... options) {
    sdk.setUserSettings(set -> set.accessToken(token).mfaOptions(options));
  }

  private void adminSet(String name, MFAOptionType... options) {
    sdk.adminSetUserSettings(
        set -> set.userPoolId(pool.poolId()).username(name).mfaOptions(options));
  }

  @Test
  void smsAloneIsSwitched() {
    pool.confirmedUser("ann", "phone_number", "+15550100", "email", "ann@example.com");
    String token = pool.accessToken("ann");
    factors.enable("ann", MfaFactor.EMAIL_OTP);
    set(token, SMS);
    assertThat(factors.shown("ann")).isEqualTo("SMS_MFA EMAIL_OTP");
    factors.prefer("ann", MfaFactor.SMS_MFA);
    set(token, SMS);
    assertThat(factors.shown("ann")).isEqualTo("SMS_MFA* EMAIL_OTP");
    set(token);
    assertThat(factors.shown("ann")).isEqualTo("EMAIL_OTP");
    adminSet("ann", SMS);
    assertThat(sdk.adminGetUser(get -> get.userPoolId(pool.poolId()).username("ann")).mfaOptions())
        .containsExactly(SMS);
    adminSet("ann");
    assertThat(factors.shown("ann")).isEqualTo("EMAIL_OTP");
  }

  @Test
  void refused() {
    pool.confirmedUser("ben", "email", "ben@example.com");
    String token = pool.accessToken("ben");
    Refusal other =
        Refusal.invalidParameter(
            "Invalid MFA options given, only SMS to phone_number is supported.");
    List.of(
            option(DeliveryMediumType.EMAIL, "email"),
            option(DeliveryMediumType.SMS, "email"),
            MFAOptionType.builder().build())
        .forEach(
            option -> {
              assertThat(Refusal.of(() -> set(token, option))).isEqualTo(other);
              assertThat(Refusal.of(() -> adminSet("ben", option))).isEqualTo(other);
            });
    Refusal undeliverable =
        Refusal.invalidParameter("User does not have delivery config set to turn on SMS_MFA");
    assertThat(Refusal.of(() -> set(token, SMS))).isEqualTo(undeliverable);
    assertThat(Refusal.of(() -> adminSet("ben", SMS))).isEqualTo(undeliverable);
    assertThat(Refusal.of(() -> adminSet("nobody", SMS)))
        .isEqualTo(new Refusal("UserNotFoundException", "User does not exist."));
  }
}
