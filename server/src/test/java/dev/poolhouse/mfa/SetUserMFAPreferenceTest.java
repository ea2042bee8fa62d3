package dev.poolhouse.mfa;

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
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserMfaPreferenceRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// Which factors a user may switch on, and how one request changes what earlier ones left. Refusals
/// of tokens are those of every access token, see `AccessTokensTest`.
@EachServer
final class SetUserMFAPreferenceTest {
  private final TestServer server;
  private final CognitoIdentityProviderClient sdk;
  private final PoolFixture pool;
  private final SecondFactors factors;

  SetUserMFAPreferenceTest(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
    this.pool = PoolFixture.create(server);
    this.factors =
        new SecondFactors(server, pool)
            .offer(
                UserPoolMfaType.OPTIONAL,
                MfaFactor.SMS_MFA,
                MfaFactor.SOFTWARE_TOKEN_MFA,
                MfaFactor.EMAIL_OTP);
  }

  /// A request and what the user has switched on after it; the preferred factor has a star.
  private record Step(
      String name, Consumer<SetUserMfaPreferenceRequest.Builder> request, String shown) {}

  @Test
  void factorsNotNamedStayAndOneIsPreferred() {
    pool.confirmedUser("ann", "email", "ann@example.com", "phone_number", "+15550100");
    String token = pool.accessToken("ann");
    factors.enrol(token);
    List<Step> steps =
        List.of(
            new Step("on", set -> set.smsMfaSettings(sms -> sms.enabled(true)), "SMS_MFA"),
            new Step(
                "another, preferred",
                set -> set.softwareTokenMfaSettings(totp -> totp.enabled(true).preferredMfa(true)),
                "SMS_MFA SOFTWARE_TOKEN_MFA*"),
            new Step(
                "a third, preferred instead",
                set -> set.emailMfaSettings(email -> email.enabled(true).preferredMfa(true)),
                "SMS_MFA SOFTWARE_TOKEN_MFA EMAIL_OTP*"),
            new Step(
                "on again without a preference is preferred no more",
                set -> set.emailMfaSettings(email -> email.enabled(true)),
                "SMS_MFA SOFTWARE_TOKEN_MFA EMAIL_OTP"),
            new Step(
                "several at once",
                set ->
                    set.smsMfaSettings(sms -> sms.enabled(true).preferredMfa(true))
                        .softwareTokenMfaSettings(totp -> totp.enabled(false))
                        .emailMfaSettings(email -> email.enabled(true).preferredMfa(false)),
                "SMS_MFA* EMAIL_OTP"),
            new Step("no member", _ -> {}, "SMS_MFA* EMAIL_OTP"),
            new Step(
                "off with its preference",
                set -> set.smsMfaSettings(sms -> sms.enabled(false).preferredMfa(false)),
                "EMAIL_OTP"),
            new Step("no flag is off", set -> set.emailMfaSettings(_ -> {}), ""));
    assertThat(steps)
        .allSatisfy(
            step -> {
              sdk.setUserMFAPreference(
                  set -> {
                    set.accessToken(token);
                    step.request().accept(set);
                  });
              assertThat(factors.shown("ann")).as(step.name()).isEqualTo(step.shown());
            });
  }

  @Test
  void getUserShowsThem() {
    pool.confirmedUser("ben", "phone_number", "+15550101");
    String token = pool.accessToken("ben");
    String before = getUser(token);
    sdk.setUserMFAPreference(
        set -> set.accessToken(token).smsMfaSettings(sms -> sms.enabled(true).preferredMfa(true)));
    assertThat(before).doesNotContain("Mfa", "MFA");
    assertThat(getUser(token))
        .isEqualTo(
            before.replace(
                "}]}",
                "}],\"MFAOptions\":[{\"DeliveryMedium\":\"SMS\","
                    + "\"AttributeName\":\"phone_number\"}],\"PreferredMfaSetting\":\"SMS_MFA\","
                    + "\"UserMFASettingList\":[\"SMS_MFA\"]}"));
  }

  private String getUser(String token) {
    return server.call("GetUser", "{\"AccessToken\":\"" + token + "\"}").body();
  }

  private record Case(
      String name,
      List<MfaFactor> offered,
      Consumer<SetUserMfaPreferenceRequest.Builder> request,
      String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> refusals() {
    List<MfaFactor> all = List.of(MfaFactor.values());
    List<MfaFactor> sms = List.of(MfaFactor.SMS_MFA);
    List<MfaFactor> email = List.of(MfaFactor.EMAIL_OTP);
    String undeliverable = "User does not have delivery config set to turn on ";
    return Stream.of(
        new Case(
            "SMS without a number",
            all,
            set -> set.smsMfaSettings(on -> on.enabled(true)),
            undeliverable + "SMS_MFA"),
        new Case(
            "e-mail in a pool without it",
            sms,
            set -> set.emailMfaSettings(on -> on.enabled(true)),
            undeliverable + "EMAIL_OTP"),
        new Case(
            "SMS in a pool without it",
            email,
            set -> set.smsMfaSettings(on -> on.enabled(true)),
            undeliverable + "SMS_MFA"),
        new Case(
            "any factor in a pool without MFA",
            List.of(),
            set -> set.emailMfaSettings(on -> on.enabled(true)),
            undeliverable + "EMAIL_OTP"),
        new Case(
            "a generator that was never set up",
            all,
            set -> set.softwareTokenMfaSettings(on -> on.enabled(true)),
            "User has not set up software token mfa"),
        new Case(
            "two preferred",
            all,
            set ->
                set.emailMfaSettings(on -> on.enabled(true).preferredMfa(true))
                    .smsMfaSettings(on -> on.enabled(true).preferredMfa(true)),
            "Only one MFA method can be preferred."),
        new Case(
            "preferred but off",
            all,
            set -> set.emailMfaSettings(on -> on.enabled(false).preferredMfa(true)),
            "Cannot prefer EMAIL_OTP without turning it on."),
        new Case(
            "a passkey in a pool where it counts once",
            all,
            set -> set.webAuthnMfaSettings(on -> on.enabled(true)),
            "Passkey MFA is not enabled for the user pool."));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refused(Case given) {
    PoolFixture own = PoolFixture.create(server);
    SecondFactors ownFactors =
        new SecondFactors(server, own)
            .offer(
                given.offered().isEmpty() ? UserPoolMfaType.OFF : UserPoolMfaType.OPTIONAL,
                given.offered().toArray(MfaFactor[]::new));
    own.confirmedUser("cid", "email", "cid@example.com");
    String token = own.accessToken("cid");
    assertThat(
            Refusal.of(
                () ->
                    sdk.setUserMFAPreference(
                        set -> {
                          set.accessToken(token);
                          given.request().accept(set);
                        })))
        .isEqualTo(Refusal.invalidParameter(given.message()));
    assertThat(ownFactors.shown("cid")).isEmpty();
  }

  @Test
  void generatorThatIsNotVerified() {
    pool.confirmedUser("dan");
    String token = pool.accessToken("dan");
    factors.begin(token);
    assertThat(
            Refusal.of(
                () ->
                    sdk.setUserMFAPreference(
                        set ->
                            set.accessToken(token)
                                .softwareTokenMfaSettings(on -> on.enabled(true)))))
        .isEqualTo(Refusal.invalidParameter("User has not verified software token mfa"));
  }

  @Test
  void generatorServesWhenThePoolOffersItNoMore() {
    pool.confirmedUser("eve");
    String token = pool.accessToken("eve");
    factors.enrol(token);
    factors.offer(UserPoolMfaType.OPTIONAL, MfaFactor.EMAIL_OTP);
    sdk.setUserMFAPreference(
        set -> set.accessToken(token).softwareTokenMfaSettings(on -> on.enabled(true)));
    assertThat(factors.shown("eve")).isEqualTo("SOFTWARE_TOKEN_MFA");
  }

  @Test
  void passkeyCountsBesideAnotherFactorWhereThePoolLetsIt() {
    server.call(
        "SetUserPoolMfaConfig",
        """
        {"UserPoolId":"%s","WebAuthnConfiguration":{"RelyingPartyId":"example.com",\
        "FactorConfiguration":"MULTI_FACTOR_WITH_USER_VERIFICATION"}}\
        """
            .formatted(pool.poolId()));
    pool.confirmedUser("fay", "email", "fay@example.com");
    String token = pool.accessToken("fay");
    assertThat(
            Refusal.of(
                () ->
                    sdk.setUserMFAPreference(
                        set -> set.accessToken(token).webAuthnMfaSettings(on -> on.enabled(true)))))
        .isEqualTo(
            Refusal.invalidParameter("Passkey MFA needs another MFA method that is turned on."));
    sdk.setUserMFAPreference(
        set ->
            set.accessToken(token)
                .emailMfaSettings(on -> on.enabled(true))
                .webAuthnMfaSettings(on -> on.enabled(true)));
    assertThat(factors.shown("fay")).isEqualTo("EMAIL_OTP");
    sdk.setUserMFAPreference(
        set -> set.accessToken(token).webAuthnMfaSettings(on -> on.enabled(false)));
  }
}
