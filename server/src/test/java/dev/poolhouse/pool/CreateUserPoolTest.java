package dev.poolhouse.pool;

import static dev.poolhouse.pool.PoolApi.SMS;
import static dev.poolhouse.pool.PoolApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.pool.PoolApi.Refusal;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Proves the whole default answer, the default of each setting that is given in part, pinned ids,
/// and every refusal with its text.
@EachServer
final class CreateUserPoolTest {
  private static final String DEFAULT =
      """
      {'Name':'p','Policies':{
        'PasswordPolicy':{'MinimumLength':8,'RequireUppercase':true,'RequireLowercase':true,
          'RequireNumbers':true,'RequireSymbols':true,'TemporaryPasswordValidityDays':7},
        'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD']}},
       'DeletionProtection':'INACTIVE','LambdaConfig':{},
       'VerificationMessageTemplate':{'DefaultEmailOption':'CONFIRM_WITH_CODE'},
       'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':[]},
       'MfaConfiguration':'OFF','EstimatedNumberOfUsers':0,
       'EmailConfiguration':{'EmailSendingAccount':'COGNITO_DEFAULT'},
       'AdminCreateUserConfig':{'AllowAdminCreateUserOnly':false,'UnusedAccountValidityDays':7},
       'AccountRecoverySetting':{'RecoveryMechanisms':[
         {'Priority':1,'Name':'verified_email'},{'Priority':2,'Name':'verified_phone_number'}]},
       'UserPoolTier':'ESSENTIALS','AcrConfiguration':{
         'Level1':{'AcrValue':'urn:cognito:loa:1'},'Level2':{'AcrValue':'urn:cognito:loa:2'},
         'Level3':{'AcrValue':'urn:cognito:loa:3'},'Level4':{'AcrValue':'urn:cognito:loa:4'}}}
      """;
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f";

  private final PoolApi api;

  CreateUserPoolTest(TestServer server) {
    this.api = new PoolApi(server);
  }

  @Test
  void defaultsAreThoseOfTheService() {
    JsonNode created = api.ok("CreateUserPool", "{'PoolName':'p'}").path("UserPool");
    String id = created.path("Id").asString();

    assertThat(id).matches("us-east-1_[0-9a-zA-Z]{9}");
    assertThat(created.path("Arn").asString())
        .isEqualTo("arn:aws:cognito-idp:us-east-1:000000000000:userpool/" + id);
    assertThat(created.path("CreationDate")).isEqualTo(created.path("LastModifiedDate"));
    assertThat(
            ((ObjectNode) created.deepCopy())
                .without(
                    List.of("Id", "Arn", "CreationDate", "LastModifiedDate", "SchemaAttributes")))
        .isEqualTo(json(DEFAULT));
    assertThat(((ObjectNode) api.describe(id)).without("UserPoolTags")).isEqualTo(created);
    assertThat(api.describe(id).path("UserPoolTags")).isEqualTo(json("{}"));
  }

  private record Shown(String name, String given, String pointer, String expected) {}

  @Test
  void settingsGivenInPartAreCompleted() {
    List<Shown> cases =
        List.of(
            new Shown(
                "what a policy leaves out is not required",
                "'Policies':{'PasswordPolicy':{'MinimumLength':10,'RequireNumbers':true}}",
                "/Policies/PasswordPolicy",
                "{'MinimumLength':10,'RequireUppercase':false,'RequireLowercase':false,"
                    + "'RequireNumbers':true,'RequireSymbols':false,"
                    + "'TemporaryPasswordValidityDays':7}"),
            new Shown(
                "days of zero are seven, history of zero is none",
                "'Policies':{'PasswordPolicy':{'TemporaryPasswordValidityDays':0,"
                    + "'PasswordHistorySize':0}}",
                "/Policies/PasswordPolicy",
                "{'MinimumLength':8,'RequireUppercase':false,'RequireLowercase':false,"
                    + "'RequireNumbers':false,'RequireSymbols':false,"
                    + "'TemporaryPasswordValidityDays':7}"),
            new Shown(
                "invitations mirror the password policy's days",
                "'Policies':{'PasswordPolicy':{'TemporaryPasswordValidityDays':1}}",
                "/AdminCreateUserConfig",
                "{'AllowAdminCreateUserOnly':false,'UnusedAccountValidityDays':1}"),
            new Shown(
                "the password policy mirrors the old days",
                "'AdminCreateUserConfig':{'UnusedAccountValidityDays':3}",
                "/Policies/PasswordPolicy/TemporaryPasswordValidityDays",
                "3"),
            new Shown(
                "a message of the pool shows in the template",
                "'EmailVerificationMessage':'Code {####}','EmailVerificationSubject':'s'",
                "/VerificationMessageTemplate",
                "{'EmailMessage':'Code {####}','EmailSubject':'s',"
                    + "'DefaultEmailOption':'CONFIRM_WITH_CODE'}"),
            new Shown(
                "a message of the template shows in the pool",
                "'VerificationMessageTemplate':{'SmsMessage':'Code {####}'}",
                "/SmsVerificationMessage",
                "'Code {####}'"),
            new Shown(
                "a sending account is filled in",
                "'EmailConfiguration':{'From':'a@example.com'}",
                "/EmailConfiguration",
                "{'EmailSendingAccount':'COGNITO_DEFAULT','From':'a@example.com'}"),
            new Shown(
                "threat protection shows its further flows",
                "'UserPoolTier':'PLUS','UserPoolAddOns':{'AdvancedSecurityMode':'AUDIT'}",
                "/UserPoolAddOns",
                "{'AdvancedSecurityMode':'AUDIT','AdvancedSecurityAdditionalFlows':{}}"),
            new Shown(
                "either place of the token trigger fills the other",
                "'LambdaConfig':{'PreTokenGeneration':'" + FUNCTION + "'}",
                "/LambdaConfig/PreTokenGenerationConfig",
                "{'LambdaVersion':'V1_0','LambdaArn':'" + FUNCTION + "'}"),
            new Shown(
                "a Lite pool has no sign-in policy",
                "'UserPoolTier':'LITE'",
                "/Policies/SignInPolicy",
                ""),
            new Shown("tags are kept", "'UserPoolTags':{'a':'b'}", "/UserPoolTags", "{'a':'b'}"),
            new Shown("empty lists are not", "'AliasAttributes':[]", "/AliasAttributes", ""),
            new Shown(
                "usernames are kept",
                "'UsernameAttributes':['email'],'UsernameConfiguration':{'CaseSensitive':false}",
                "/UsernameConfiguration",
                "{'CaseSensitive':false}"));

    assertThat(cases)
        .allSatisfy(
            shown -> {
              JsonNode described = api.describe(api.create(shown.given)).at(shown.pointer);
              if (shown.expected.isEmpty()) {
                assertThat(described.isMissingNode()).as(shown.name).isTrue();
              } else {
                assertThat(described).as(shown.name).isEqualTo(json(shown.expected));
              }
            });
  }

  @Test
  void smsMakesMfaPossible() {
    String id = api.create("'MfaConfiguration':'ON'," + SMS);

    assertThat(api.mfa(id))
        .isEqualTo(json("{'MfaConfiguration':'ON','SmsMfaConfiguration':{" + SMS + "}}"));
  }

  @Test
  void tagPinsTheId() {
    String suffix = api.server().toString().substring(0, 4);
    String whole = "eu-west-1_Pinned" + suffix;

    assertThat(api.create("'UserPoolTags':{'_custom_id_':'Short" + suffix + "'}"))
        .isEqualTo("us-east-1_Short" + suffix);
    assertThat(api.create("'UserPoolTags':{'_custom_id_':'" + whole + "'}")).isEqualTo(whole);
    assertThat(api.describe(whole).at("/UserPoolTags/_custom_id_").asString()).isEqualTo(whole);
    api.refused(
        "CreateUserPool",
        "'PoolName':'p'",
        List.of(
            Refusal.invalid(
                "taken",
                "'UserPoolTags':{'_custom_id_':'" + whole + "'}",
                "User pool " + whole + " already exists."),
            Refusal.invalid(
                "no id",
                "'UserPoolTags':{'_custom_id_':'a b'}",
                "Tag _custom_id_ names no user pool id (region, underscore, letters and digits):"
                    + " a b")));
  }

  @Test
  void badConfigurationsAreRefused() {
    api.refused(
        "CreateUserPool",
        "'PoolName':'p'",
        List.of(
            Refusal.invalid(
                "MFA without SMS",
                "'MfaConfiguration':'OPTIONAL'",
                "SMS configuration and Auto verification for phone_number are required when MFA is"
                    + " required/optional"),
            Refusal.invalid(
                "phone verification without SMS",
                "'AutoVerifiedAttributes':['phone_number']",
                "SMS configuration is required when phone_number is selected for auto"
                    + " verification"),
            Refusal.invalid(
                "update verification without auto verification",
                "'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':"
                    + "['email']}",
                "All attributes in AttributesRequireVerificationBeforeUpdate must exist in"
                    + " AutoVerifiedAttributes"),
            Refusal.invalid(
                "old and new days",
                "'Policies':{'PasswordPolicy':{'TemporaryPasswordValidityDays':2}},"
                    + "'AdminCreateUserConfig':{'UnusedAccountValidityDays':2}",
                "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of"
                    + " UnusedAccountValidityDays"),
            Refusal.invalid(
                "no password factor",
                "'Policies':{'SignInPolicy':{'AllowedFirstAuthFactors':['EMAIL_OTP']}}",
                "Password should be configured as one of the allowed first auth factors."),
            Refusal.invalid(
                "TOTP as first factor",
                "'Policies':{'SignInPolicy':{'AllowedFirstAuthFactors':"
                    + "['PASSWORD','SOFTWARE_TOKEN']}}",
                "SOFTWARE_TOKEN cannot be configured as one of the allowed first auth factors."),
            Refusal.invalid(
                "usernames and aliases",
                "'UsernameAttributes':['email'],'AliasAttributes':['phone_number']",
                "Only one of aliasAttributes or usernameAttributes can be set in a user pool."),
            Refusal.invalid(
                "admin_only among others",
                "'AccountRecoverySetting':{'RecoveryMechanisms':[{'Priority':1,"
                    + "'Name':'admin_only'},{'Priority':2,'Name':'verified_email'}]}",
                "Invalid account recovery setting parameter. Account Recovery Setting cannot use"
                    + " admin_only setting with any other recovery mechanisms."),
            Refusal.invalid(
                "two texts for one message",
                "'SmsVerificationMessage':'a {####}',"
                    + "'VerificationMessageTemplate':{'SmsMessage':'b {####}'}",
                "SmsVerificationMessage and VerificationMessageTemplate must not name different"
                    + " texts.")));
  }

  @Test
  void tiersAndTagsAreBounded() {
    String tags =
        IntStream.range(0, 51).mapToObj(i -> "'k" + i + "':'v'").collect(Collectors.joining(","));
    api.refused(
        "CreateUserPool",
        "'PoolName':'p'",
        List.of(
            new Refusal(
                "threat protection in Essentials",
                "'UserPoolAddOns':{'AdvancedSecurityMode':'ENFORCED'}",
                "FeatureUnavailableInTier",
                "Threat protection needs the PLUS tier."),
            new Refusal(
                "passwordless in Lite",
                "'UserPoolTier':'LITE','Policies':{'SignInPolicy':{'AllowedFirstAuthFactors':"
                    + "['PASSWORD','WEB_AUTHN']}}",
                "FeatureUnavailableInTier",
                "AllowedFirstAuthFactors needs the ESSENTIALS or PLUS tier."),
            new Refusal(
                "token customisation in Lite",
                "'UserPoolTier':'LITE','LambdaConfig':{'PreTokenGenerationConfig':"
                    + "{'LambdaVersion':'V2_0','LambdaArn':'"
                    + FUNCTION
                    + "'}}",
                "FeatureUnavailableInTier",
                "PreTokenGenerationConfig needs the ESSENTIALS or PLUS tier."),
            new Refusal(
                "a function that sends messages and no key",
                "'LambdaConfig':{'CustomEmailSender':{'LambdaVersion':'V1_0','LambdaArn':'"
                    + FUNCTION
                    + "'}}",
                "InvalidParameter",
                "KMSKeyID is required with CustomSMSSender and CustomEmailSender."),
            new Refusal(
                "51 tags",
                "'UserPoolTags':{" + tags + "}",
                "UserPoolTagging",
                "A user pool cannot have more than 50 tags."),
            new Refusal(
                "reserved tag",
                "'UserPoolTags':{'aws:x':'y'}",
                "UserPoolTagging",
                "Tag keys that begin with aws: are reserved: aws:x")));
  }
}
