package dev.poolhouse.pool;

import static dev.poolhouse.pool.PoolApi.json;
import static dev.poolhouse.pool.PoolApi.pool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.pool.PoolApi.Refusal;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import tools.jackson.databind.JsonNode;

/// Proves how the names of authentication levels are set, shown, reset and refused, by
/// CreateUserPool, UpdateUserPool and DescribeUserPool.
@EachServer
final class AcrConfigurationTest {
  private static final String DEFAULTS =
      "{'Level1':{'AcrValue':'urn:cognito:loa:1'},'Level2':{'AcrValue':'urn:cognito:loa:2'},"
          + "'Level3':{'AcrValue':'urn:cognito:loa:3'},'Level4':{'AcrValue':'urn:cognito:loa:4'}}";
  private static final String PATTERN = "[\\x21\\x23-\\x5B\\x5D-\\x7E]+";

  private final PoolApi api;

  AcrConfigurationTest(TestServer server) {
    this.api = new PoolApi(server);
  }

  private static String named(String level, String name) {
    return "'AcrConfiguration':{'" + level + "':{'AcrValue':'" + name + "'}}";
  }

  private JsonNode shown(String id) {
    return api.describe(id).path("AcrConfiguration");
  }

  @Test
  void answersShowEveryLevel() {
    JsonNode created =
        api.ok("CreateUserPool", "{'PoolName':'p'," + named("Level2", "urn:my:2") + "}")
            .path("UserPool");
    JsonNode expected = json(DEFAULTS.replace("urn:cognito:loa:2", "urn:my:2"));
    assertThat(created.path("AcrConfiguration")).isEqualTo(expected);
    assertThat(shown(created.path("Id").asString())).isEqualTo(expected);
    assertThat(shown(api.create(""))).isEqualTo(json(DEFAULTS));
    assertThat(shown(api.create("'AcrConfiguration':{}"))).isEqualTo(json(DEFAULTS));
    assertThat(shown(api.create("'AcrConfiguration':null"))).isEqualTo(json(DEFAULTS));
    assertThat(shown(api.create("'AcrConfiguration':{'Level9':{}}"))).isEqualTo(json(DEFAULTS));
    assertThat(shown(api.create("'UserPoolTier':'LITE'")).isMissingNode()).isTrue();
  }

  @Test
  void anUpdateReplacesTheNames() {
    String id = api.create(named("Level1", "one"));
    api.ok("UpdateUserPool", pool(id, named("Level4", "four")));
    assertThat(shown(id)).isEqualTo(json(DEFAULTS.replace("urn:cognito:loa:4", "four")));
    api.ok("SetUserPoolMfaConfig", pool(id, "'MfaConfiguration':'OFF'"));
    assertThat(shown(id)).isEqualTo(json(DEFAULTS.replace("urn:cognito:loa:4", "four")));
    api.ok("UpdateUserPool", pool(id, ""));
    assertThat(shown(id)).isEqualTo(json(DEFAULTS));
    String swapped =
        "'AcrConfiguration':{'Level1':{'AcrValue':'urn:cognito:loa:2'},"
            + "'Level2':{'AcrValue':'urn:cognito:loa:1'}}";
    api.ok("UpdateUserPool", pool(id, swapped));
    assertThat(shown(id).at("/Level1/AcrValue").asString()).isEqualTo("urn:cognito:loa:2");
  }

  private static List<Refusal> refusals() {
    String once = "1 validation error detected: Value ";
    String at = "at 'acrConfiguration.level1.acrValue' failed to satisfy constraint: Member must ";
    String unique = "Each AcrValue in AcrConfiguration must be unique across all levels.";
    return List.of(
        Refusal.invalid(
            "a blank",
            named("Level1", "a b"),
            once + "'a b' " + at + "satisfy regular expression pattern: " + PATTERN),
        Refusal.invalid(
            "65 letters",
            named("Level1", "x".repeat(65)),
            once + "'" + "x".repeat(65) + "' " + at + "have length less than or equal to 64"),
        Refusal.invalid(
            "no name", "'AcrConfiguration':{'Level1':{}}", once + "null " + at + "not be null"),
        Refusal.invalid(
            "one name for two levels",
            "'AcrConfiguration':{'Level1':{'AcrValue':'x'},'Level2':{'AcrValue':'x'}}",
            unique),
        Refusal.invalid(
            "the default of another level", named("Level3", "urn:cognito:loa:4"), unique),
        new Refusal(
            "a tier without levels",
            "'UserPoolTier':'LITE'," + named("Level1", "x"),
            "FeatureUnavailableInTier",
            "AcrConfiguration needs the ESSENTIALS or PLUS tier."),
        new Refusal(
            "a list",
            "'AcrConfiguration':[]",
            "Serialization",
            "Start of list found where not expected"));
  }

  @Test
  void badNamesAreRefused() {
    api.refused("CreateUserPool", "'PoolName':'p'", refusals());
    api.refused("UpdateUserPool", "'UserPoolId':'" + api.create("") + "'", refusals());
  }

  /// Once this fails, the SDK knows the member: it can leave `NewerMembers`.
  @Test
  void theSdkDoesNotKnowTheMemberYet() {
    assertThat(CreateUserPoolRequest.builder().sdkFields())
        .extracting(SdkField::memberName)
        .doesNotContain("AcrConfiguration");
    assertThat(UserPoolType.builder().sdkFields())
        .extracting(SdkField::memberName)
        .doesNotContain("AcrConfiguration");
  }
}
