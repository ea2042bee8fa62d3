package dev.poolhouse.pool;

import static dev.poolhouse.pool.PoolApi.SMS;
import static dev.poolhouse.pool.PoolApi.json;
import static dev.poolhouse.pool.PoolApi.pool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.pool.PoolApi.Refusal;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Proves that factors are set, shown and refused, here and in GetUserPoolMfaConfig.
@EachServer
final class SetUserPoolMfaConfigTest {
  private static final String TOTP = "'SoftwareTokenMfaConfiguration':{'Enabled':true}";

  private final PoolApi api;

  SetUserPoolMfaConfigTest(TestServer server) {
    this.api = new PoolApi(server);
  }

  private record Step(String name, String request, String mfa) {}

  @Test
  void factorsAreReplacedWithAModeAndAddedWithoutOne() {
    String id = api.create("");
    String passkeys = "'WebAuthnConfiguration':{'RelyingPartyId':'a.b','UserVerification':";
    List<Step> steps =
        List.of(
            new Step(
                "passkeys alone leave MFA off",
                "'WebAuthnConfiguration':{'RelyingPartyId':'a.b'}",
                "'MfaConfiguration':'OFF'," + passkeys + "'preferred'}"),
            new Step(
                "MFA can be turned on here",
                "'MfaConfiguration':'ON'," + TOTP,
                "'MfaConfiguration':'ON'," + TOTP + "," + passkeys + "'preferred'}"),
            new Step(
                "without a mode a factor is added",
                "'EmailMfaConfiguration':{'Message':'Code {####}','Subject':'s'}",
                "'MfaConfiguration':'ON',"
                    + TOTP
                    + ","
                    + passkeys
                    + "'preferred'},"
                    + "'EmailMfaConfiguration':{'Message':'Code {####}','Subject':'s'}"),
            new Step(
                "with a mode the factors named are all",
                "'MfaConfiguration':'OPTIONAL','SoftwareTokenMfaConfiguration':{'Enabled':false},"
                    + "'SmsMfaConfiguration':{"
                    + SMS
                    + "}",
                "'MfaConfiguration':'OPTIONAL','SoftwareTokenMfaConfiguration':{'Enabled':false},"
                    + "'SmsMfaConfiguration':{"
                    + SMS
                    + "},"
                    + passkeys
                    + "'preferred'}"),
            new Step(
                "the pool's SMS settings serve again",
                "'MfaConfiguration':'ON','SmsMfaConfiguration':"
                    + "{'SmsAuthenticationMessage':'Code {####}'}",
                "'MfaConfiguration':'ON','SmsMfaConfiguration':{"
                    + SMS
                    + ",'SmsAuthenticationMessage':'Code {####}'},"
                    + passkeys
                    + "'preferred'}"),
            new Step(
                "off drops the factors",
                "'MfaConfiguration':'OFF'," + passkeys + "'required'}",
                "'MfaConfiguration':'OFF'," + passkeys + "'required'}"));

    assertThat(steps)
        .allSatisfy(
            step -> {
              assertThat(api.ok("SetUserPoolMfaConfig", pool(id, step.request)))
                  .as(step.name)
                  .isEqualTo(json("{" + step.mfa + "}"));
              assertThat(api.mfa(id)).as(step.name).isEqualTo(json("{" + step.mfa + "}"));
            });
    assertThat(api.describe(id).path("SmsAuthenticationMessage").asString())
        .isEqualTo("Code {####}");
  }

  @Test
  void badConfigurationsAreRefused() {
    api.needsPool("SetUserPoolMfaConfig", "");
    api.needsPool("GetUserPoolMfaConfig", "");
    String none =
        "Invalid MFA configuration given, can't disable all MFAs with a required or optional"
            + " configuration.";
    String off =
        "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.";
    String id = api.create("");
    api.refused(
        "SetUserPoolMfaConfig",
        "'UserPoolId':'" + id + "'",
        List.of(
            Refusal.invalid("on without a factor", "'MfaConfiguration':'ON'", none),
            Refusal.invalid(
                "optional with TOTP switched off",
                "'MfaConfiguration':'OPTIONAL','SoftwareTokenMfaConfiguration':{'Enabled':false}",
                none),
            Refusal.invalid("off with TOTP", "'MfaConfiguration':'OFF'," + TOTP, off),
            Refusal.invalid("still off with TOTP", TOTP, off),
            Refusal.invalid(
                "SMS factor without SMS settings",
                "'MfaConfiguration':'ON','SmsMfaConfiguration':{}",
                PoolRules.MFA_NEEDS_SMS)));
    String lite = api.create("'UserPoolTier':'LITE'");
    api.refused(
        "SetUserPoolMfaConfig",
        "'UserPoolId':'" + lite + "'",
        List.of(
            new Refusal(
                "e-mail MFA in Lite",
                "'MfaConfiguration':'ON','EmailMfaConfiguration':{}",
                "FeatureUnavailableInTier",
                "EmailMfaConfiguration needs the ESSENTIALS or PLUS tier.")));
  }
}
