package dev.poolhouse.pool;

import static dev.poolhouse.pool.PoolApi.SMS;
import static dev.poolhouse.pool.PoolApi.pool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.pool.PoolApi.Refusal;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Proves that first factors without a password and MFA that is required exclude each other, from
/// whichever side they are set, except passkeys that count as two factors.
@EachServer
final class FirstFactorRulesTest {
  private static final String CODES =
      "EMAIL_OTP and SMS_OTP cannot be allowed first auth factors when MFA is required.";
  private static final String PASSKEYS =
      "WEB_AUTHN cannot be an allowed first auth factor when MFA is required, unless"
          + " FactorConfiguration is MULTI_FACTOR_WITH_USER_VERIFICATION.";
  private static final String REQUIRED =
      "'MfaConfiguration':'ON','SoftwareTokenMfaConfiguration':{'Enabled':true}";

  private final PoolApi api;

  FirstFactorRulesTest(TestServer server) {
    this.api = new PoolApi(server);
  }

  private static String factors(String others) {
    return "'Policies':{'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD'," + others + "]}}";
  }

  private static String passkeys(String configuration) {
    return "'WebAuthnConfiguration':{'RelyingPartyId':'a.b','FactorConfiguration':'"
        + configuration
        + "'}";
  }

  @Test
  void createRefusesBoth() {
    api.refused(
        "CreateUserPool",
        "'PoolName':'p','MfaConfiguration':'ON'," + SMS,
        List.of(
            Refusal.invalid("e-mail", factors("'EMAIL_OTP'"), CODES),
            Refusal.invalid("SMS", factors("'SMS_OTP'"), CODES),
            Refusal.invalid("passkeys", factors("'WEB_AUTHN'"), PASSKEYS)));
    assertThat(api.create("'MfaConfiguration':'OPTIONAL'," + SMS + "," + factors("'EMAIL_OTP'")))
        .isNotEmpty();
  }

  @Test
  void requiringMfaIsRefusedWherePasswordsCanBeLeftOut() {
    for (String code : List.of("'EMAIL_OTP'", "'SMS_OTP','WEB_AUTHN'")) {
      api.refused(
          "SetUserPoolMfaConfig",
          "'UserPoolId':'" + api.create(factors(code)) + "'",
          List.of(
              Refusal.invalid("required", REQUIRED, CODES),
              Refusal.invalid(
                  "passkeys count twice",
                  REQUIRED + "," + passkeys("MULTI_FACTOR_WITH_USER_VERIFICATION"),
                  CODES)));
    }
    String id = api.create(factors("'WEB_AUTHN'"));
    api.refused(
        "SetUserPoolMfaConfig",
        "'UserPoolId':'" + id + "'",
        List.of(
            Refusal.invalid("required", REQUIRED, PASSKEYS),
            Refusal.invalid(
                "passkeys count once", REQUIRED + "," + passkeys("SINGLE_FACTOR"), PASSKEYS)));
    api.ok(
        "SetUserPoolMfaConfig",
        pool(id, REQUIRED + "," + passkeys("MULTI_FACTOR_WITH_USER_VERIFICATION")));
    assertThat(api.mfa(id).at("/WebAuthnConfiguration/FactorConfiguration").asString())
        .isEqualTo("MULTI_FACTOR_WITH_USER_VERIFICATION");
    api.refused(
        "SetUserPoolMfaConfig",
        "'UserPoolId':'" + id + "'",
        List.of(Refusal.invalid("no longer twice", passkeys("SINGLE_FACTOR"), PASSKEYS)));
  }

  @Test
  void factorsCannotBeAddedWhereMfaIsRequired() {
    String id = api.create("");
    api.ok("SetUserPoolMfaConfig", pool(id, REQUIRED));
    api.refused(
        "UpdateUserPool",
        "'UserPoolId':'" + id + "'",
        List.of(
            Refusal.invalid("e-mail", factors("'EMAIL_OTP'"), CODES),
            Refusal.invalid("passkeys", factors("'WEB_AUTHN'"), PASSKEYS)));
    api.ok("UpdateUserPool", pool(id, ""));
  }
}
