package dev.poolhouse.pool;

import static dev.poolhouse.pool.PoolApi.SMS;
import static dev.poolhouse.pool.PoolApi.json;
import static dev.poolhouse.pool.PoolApi.pool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.pool.PoolApi.Refusal;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Proves that an update puts everything left out back to its default, what it keeps all the same,
/// and its refusals. Not proven again: the rules shared with CreateUserPool.
@EachServer
final class UpdateUserPoolTest {
  private final TestServer server;
  private final PoolApi api;

  UpdateUserPoolTest(TestServer server) {
    this.server = server;
    this.api = new PoolApi(server);
  }

  @Test
  void whatIsLeftOutGoesBackToItsDefault() {
    String plain = api.create("'Schema':[{'Name':'x','AttributeDataType':'String'}]");
    String rich =
        api.create(
            "'Schema':[{'Name':'x','AttributeDataType':'String'}],'UserPoolTags':{'a':'b'},"
                + "'AutoVerifiedAttributes':['email'],'DeletionProtection':'ACTIVE',"
                + "'Policies':{'PasswordPolicy':{'MinimumLength':20}},"
                + "'LambdaConfig':{'PreSignUp':'arn:aws:lambda:us-east-1:1:function:f'},"
                + "'DeviceConfiguration':{'ChallengeRequiredOnNewDevice':true},"
                + "'EmailVerificationMessage':'Code {####}',"
                + "'AdminCreateUserConfig':{'AllowAdminCreateUserOnly':true},"
                + SMS);

    assertThat(api.ok("UpdateUserPool", pool(rich, ""))).isEqualTo(json("{}"));
    assertThat(comparable(rich)).isEqualTo(comparable(plain));
  }

  private JsonNode comparable(String id) {
    return ((ObjectNode) api.describe(id))
        .without(List.of("Id", "Arn", "CreationDate", "LastModifiedDate"));
  }

  @Test
  void namesTierAndFactorsStay() {
    String id =
        api.create(
            "'UserPoolTier':'PLUS','UsernameAttributes':['email'],"
                + "'UsernameConfiguration':{'CaseSensitive':false}");
    String mfa =
        "'MfaConfiguration':'ON','SoftwareTokenMfaConfiguration':{'Enabled':true},"
            + "'SmsMfaConfiguration':{'SmsAuthenticationMessage':'Code {####}',"
            + SMS
            + "}";
    api.ok("SetUserPoolMfaConfig", pool(id, mfa));
    server.clock().advance(Duration.ofSeconds(5));

    api.ok("UpdateUserPool", pool(id, ""));
    JsonNode updated = api.describe(id);
    assertThat(updated.path("Name").asString()).isEqualTo("p");
    assertThat(updated.path("UserPoolTier").asString()).isEqualTo("PLUS");
    assertThat(updated.path("UsernameAttributes")).isEqualTo(json("['email']"));
    assertThat(updated.path("UsernameConfiguration")).isEqualTo(json("{'CaseSensitive':false}"));
    assertThat(updated.path("MfaConfiguration").asString()).isEqualTo("ON");
    assertThat(updated.path("SmsAuthenticationMessage").asString()).isEqualTo("Code {####}");
    assertThat(updated.path("LastModifiedDate").asDouble())
        .isGreaterThan(updated.path("CreationDate").asDouble());
    assertThat(api.mfa(id)).isEqualTo(json("{" + mfa + "}"));

    api.ok("UpdateUserPool", pool(id, "'PoolName':'q','MfaConfiguration':'OFF'"));
    assertThat(api.describe(id).path("Name").asString()).isEqualTo("q");
    assertThat(api.mfa(id)).isEqualTo(json("{'MfaConfiguration':'OFF'}"));
  }

  @Test
  void badUpdatesAreRefused() {
    api.needsPool("UpdateUserPool", "");
    String id = api.create("");
    api.refused(
        "UpdateUserPool",
        "'UserPoolId':'" + id + "'",
        List.of(
            Refusal.invalid(
                "turning MFA on",
                "'MfaConfiguration':'ON'," + SMS,
                "Cannot turn MFA functionality ON, once the user pool has been created."),
            Refusal.invalid(
                "optional MFA without SMS",
                "'MfaConfiguration':'OPTIONAL'",
                "SMS configuration and Auto verification for phone_number are required when MFA is"
                    + " required/optional"),
            Refusal.invalid(
                "phone verification without SMS",
                "'AutoVerifiedAttributes':['phone_number']",
                "SMS configuration is required when phone_number is selected for auto"
                    + " verification"),
            new Refusal(
                "feature above the tier",
                "'UserPoolTier':'LITE','Policies':{'PasswordPolicy':{'PasswordHistorySize':3}}",
                "FeatureUnavailableInTier",
                "PasswordHistorySize needs the ESSENTIALS or PLUS tier."),
            new Refusal(
                "reserved tag",
                "'UserPoolTags':{'aws:x':'y'}",
                "UserPoolTagging",
                "Tag keys that begin with aws: are reserved: aws:x")));
    api.ok("SetUserPoolMfaConfig", pool(id, "'WebAuthnConfiguration':{'RelyingPartyId':'a.b'}"));
    api.refused(
        "UpdateUserPool",
        "'UserPoolId':'" + id + "'",
        List.of(
            new Refusal(
                "tier below passkeys in use",
                "'UserPoolTier':'LITE'",
                "TierChangeNotAllowed",
                "WebAuthnConfiguration needs the ESSENTIALS or PLUS tier.")));
  }
}
