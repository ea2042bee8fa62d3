package dev.poolhouse.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkPojo;

/// Proves the words in which broken shape rules are reported, for bodies as clients send them, and
/// that what clients rely on is let through. The order of violations across members is ours.
final class ConstraintsTest {
  private static final Constraints CONSTRAINTS = Constraints.load();
  private static final String PRINTED = "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+";

  /// A body and the violations it must be refused with.
  record Refused(String name, String operation, String body, List<String> violations) {
    Refused(String name, String operation, String body, String... violations) {
      this(name, operation, body, List.of(violations));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// A body that must be let through.
  record Accepted(String name, String operation, String body) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Refused> refused() {
    return Stream.concat(Stream.concat(single(), lists()), deviations());
  }

  private static Stream<Refused> single() {
    return Stream.of(
        new Refused(
            "a missing member",
            "DescribeUserPool",
            "{}",
            "Value null at 'userPoolId' failed to satisfy constraint: Member must not be null"),
        new Refused(
            "a null member is a missing one",
            "DescribeUserPool",
            "{'UserPoolId':null}",
            "Value null at 'userPoolId' failed to satisfy constraint: Member must not be null"),
        new Refused(
            "a missing sensitive member",
            "GetUser",
            "{}",
            "Value at 'accessToken' failed to satisfy constraint: Member must not be null"),
        new Refused(
            "a missing list",
            "DeleteUserAttributes",
            "{'AccessToken':'a'}",
            "Value null at 'userAttributeNames' failed to satisfy constraint: Member must not be"
                + " null"),
        new Refused(
            "length comes before pattern",
            "DescribeUserPool",
            "{'UserPoolId':''}",
            "Value '' at 'userPoolId' failed to satisfy constraint: Member must have length greater"
                + " than or equal to 1",
            "Value '' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular"
                + " expression pattern: [\\w-]+_[0-9a-zA-Z]+"),
        new Refused(
            "a pattern is for the whole value",
            "DescribeUserPool",
            "{'UserPoolId':'eu-west-1_abc!'}",
            "Value 'eu-west-1_abc!' at 'userPoolId' failed to satisfy constraint: Member must"
                + " satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+"),
        new Refused(
            "a sensitive value is left out",
            "AdminGetUser",
            "{'UserPoolId':'p_1','Username':'a b'}",
            "Value at 'username' failed to satisfy constraint: Member must satisfy regular"
                + " expression pattern: "
                + PRINTED),
        new Refused(
            "a confirmation code is left out",
            "ConfirmSignUp",
            "{'ClientId':'c','Username':'u','ConfirmationCode':'1 2'}",
            "Value at 'confirmationCode' failed to satisfy constraint: Member must satisfy regular"
                + " expression pattern: [\\S]+"),
        new Refused(
            "a number too large",
            "ListUserPools",
            "{'MaxResults':61}",
            "Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less"
                + " than or equal to 60"),
        new Refused(
            "a number too small",
            "ListUserPools",
            "{'MaxResults':0}",
            "Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater"
                + " than or equal to 1"),
        new Refused(
            "an unknown choice, listed in the service's order",
            "AdminCreateUser",
            "{'UserPoolId':'p_1','Username':'u','MessageAction':'SEND'}",
            "Value 'SEND' at 'messageAction' failed to satisfy constraint: Member must satisfy enum"
                + " value set: [SUPPRESS, RESEND]"),
        new Refused(
            "a member of a nested structure",
            "CreateUserPool",
            "{'PoolName':'p','Policies':{'PasswordPolicy':{'MinimumLength':5}}}",
            "Value '5' at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint:"
                + " Member must have value greater than or equal to 6"),
        new Refused(
            "two members",
            "InitiateAuth",
            "{'AuthFlow':'USER_AUTH','Session':'short'}",
            "Value null at 'clientId' failed to satisfy constraint: Member must not be null",
            "Value at 'session' failed to satisfy constraint: Member must have length greater than"
                + " or equal to 20"));
  }

  private static Stream<Refused> lists() {
    String url =
        "Member must have length less than or equal to 1024, Member must have length"
            + " greater than or equal to 1, Member must satisfy regular expression pattern: "
            + PRINTED;
    return Stream.of(
        new Refused(
            "an item of a list of structures",
            "CreateUserPool",
            "{'PoolName':'p','Schema':[{'Name':'012345678901234567890'}]}",
            "Value '012345678901234567890' at 'schema.1.member.name' failed to satisfy constraint:"
                + " Member must have length less than or equal to 20"),
        new Refused(
            "a list of structures that is too long",
            "SetLogDeliveryConfiguration",
            "{'UserPoolId':'p_1','LogConfigurations':["
                + "{'LogLevel':'INFO','EventSource':'userNotification'},".repeat(2)
                + "{'LogLevel':'INFO','EventSource':'userNotification'}]}",
            "Value at 'logConfigurations' failed to satisfy constraint: Member must have length"
                + " less than or equal to 2"),
        new Refused(
            "null in a list of structures",
            "AdminUpdateUserAttributes",
            "{'UserPoolId':'p_1','Username':'u','UserAttributes':[{'Name':'a'},null]}",
            "Value null at 'userAttributes.2.member' failed to satisfy constraint: Member must not"
                + " be null"),
        new Refused(
            "a missing name in a list of structures",
            "AdminUpdateUserAttributes",
            "{'UserPoolId':'p_1','Username':'u','UserAttributes':[{'Value':'a'}]}",
            "Value null at 'userAttributes.1.member.name' failed to satisfy constraint: Member must"
                + " not be null"),
        new Refused(
            "a list of texts is named as a whole",
            "UpdateUserPoolClient",
            "{'UserPoolId':'p_1','ClientId':'c','CallbackURLs':['https://a',' ']}",
            "Value '[https://a,  ]' at 'callbackURLs' failed to satisfy constraint: Member must"
                + " satisfy constraint: ["
                + url
                + "]"),
        new Refused(
            "null in a list of texts",
            "UpdateUserPoolClient",
            "{'UserPoolId':'p_1','ClientId':'c','CallbackURLs':[null]}",
            "Value '[null]' at 'callbackURLs' failed to satisfy constraint: Member must satisfy"
                + " constraint: ["
                + url
                + ", Member must not be null]"),
        new Refused(
            "a list of choices",
            "CreateUserPool",
            "{'PoolName':'p','AutoVerifiedAttributes':['mail']}",
            "Value '[mail]' at 'autoVerifiedAttributes' failed to satisfy constraint: Member must"
                + " satisfy constraint: [Member must satisfy enum value set: [phone_number,"
                + " email]]"),
        new Refused(
            "an empty list that must not be empty",
            "AddCustomAttributes",
            "{'UserPoolId':'p_1','CustomAttributes':[]}",
            "Value at 'customAttributes' failed to satisfy constraint: Member must have length"
                + " greater than or equal to 1"),
        new Refused(
            "keys and values of a map",
            "TagResource",
            "{'ResourceArn':'arn:aws:cognito-idp:eu-west-1:1:userpool/p','Tags':{'':'"
                + "v".repeat(257)
                + "'}}",
            "Value '{="
                + "v".repeat(257)
                + "}' at 'tags' failed to satisfy constraint: Map keys"
                + " must satisfy constraint: [Member must have length less than or equal to 128,"
                + " Member must have length greater than or equal to 1]",
            "Value '{="
                + "v".repeat(257)
                + "}' at 'tags' failed to satisfy constraint: Map value"
                + " must satisfy constraint: [Member must have length less than or equal to 256,"
                + " Member must have length greater than or equal to 0]"),
        new Refused(
            "a sensitive map",
            "InitiateAuth",
            "{'AuthFlow':'USER_AUTH','ClientId':'c','AuthParameters':{'A':'"
                + "v".repeat(131_073)
                + "'}}",
            "Value at 'authParameters' failed to satisfy constraint: Map value must satisfy"
                + " constraint: [Member must have length less than or equal to 131072, Member must"
                + " have length greater than or equal to 0]"));
  }

  private static Stream<Refused> deviations() {
    return Stream.of(
        new Refused(
            "a client id is shown",
            "InitiateAuth",
            "{'AuthFlow':'USER_AUTH','ClientId':'a b'}",
            "Value 'a b' at 'clientId' failed to satisfy constraint: Member must satisfy regular"
                + " expression pattern: [\\w+]+"),
        new Refused(
            "a password with a space at its end",
            "AdminSetUserPassword",
            "{'UserPoolId':'p_1','Username':'u','Password':'secret '}",
            "Value at 'password' failed to satisfy constraint: Member must satisfy regular"
                + " expression pattern: ^[\\S]+.*[\\S]+$"),
        new Refused(
            "a password too long",
            "AdminSetUserPassword",
            "{'UserPoolId':'p_1','Username':'u','Password':'" + "p".repeat(257) + "'}",
            "Value at 'password' failed to satisfy constraint: Member must have length less than or"
                + " equal to 256"),
        new Refused(
            "the operations that the model lacks: a secret is left out",
            "GetClientToken",
            "{'ClientId':'c','Secret':'short','Scopes':[]}",
            "Value at 'secret' failed to satisfy constraint: Member must have length greater than"
                + " or equal to 24"),
        new Refused(
            "the operations that the model lacks: the name of a document",
            "DescribeTermsByClient",
            "{'ClientId':'c','UserPoolId':'p_1','TermsName':'imprint'}",
            "Value 'imprint' at 'termsName' failed to satisfy constraint: Member must satisfy"
                + " regular expression pattern: ^(terms-of-use|privacy-policy)$"),
        new Refused(
            "the operations that the model lacks: a missing user",
            "AdminDeleteSoftwareToken",
            "{'UserPoolId':'p_1'}",
            "Value at 'username' failed to satisfy constraint: Member must not be null"));
  }

  @ParameterizedTest
  @MethodSource
  void refused(Refused given) {
    assertThat(message(given.operation(), given.body())).isEqualTo(expected(given.violations()));
  }

  static Stream<Accepted> accepted() {
    String pool = "{'UserPoolId':'p_1','ClientName':'c',";
    return Stream.of(
        new Accepted("inner spaces in a password", "SignUp", signUp("correct horse battery")),
        new Accepted("a password of one character", "SignUp", signUp("p")),
        new Accepted("a username of an address", "SignUp", signUp("a@example.com")),
        new Accepted("a token", "GetUser", "{'AccessToken':'eyJhbGci.eyJzdWIi-_=.sig_-nature'}"),
        new Accepted(
            "the newest auth flow",
            "CreateUserPoolClient",
            pool + "'ExplicitAuthFlows':['ALLOW_CLIENT_TOKEN_AUTH']}"),
        new Accepted("empty lists", "CreateUserPoolClient", pool + "'CallbackURLs':[]}"),
        new Accepted(
            "a long pool id",
            "DescribeUserPool",
            "{'UserPoolId':'" + "local-".repeat(20) + "_pinned'}"),
        new Accepted(
            "length counts characters, not halves of pairs",
            "AdminGetUser",
            "{'UserPoolId':'p_1','Username':'" + "😀".repeat(128) + "'}"),
        new Accepted(
            "null in a map",
            "InitiateAuth",
            "{'AuthFlow':'USER_AUTH','ClientId':'c','AuthParameters':{'SECRET_HASH':null}}"),
        new Accepted("unknown members", "GetCSVHeader", "{'UserPoolId':'p_1','X':[1,{}]}"),
        new Accepted(
            "any credential document",
            "CompleteWebAuthnRegistration",
            "{'AccessToken':'t','Credential':{'id':'x','response':{'n':[1,null]}}}"));
  }

  @ParameterizedTest
  @MethodSource
  void accepted(Accepted given) {
    assertThatCode(() -> check(given.operation(), given.body())).doesNotThrowAnyException();
  }

  @Test
  void theSignUpOnRecordIsReportedInItsWords() {
    String message = message("SignUp", "{'ClientId':'c','Username':'','Password':''}");

    assertThat(message)
        .startsWith("3 validation errors detected: ")
        .contains(
            "Value at 'password' failed to satisfy constraint: Member must satisfy regular"
                + " expression pattern: ^[\\S]+.*[\\S]+$")
        .contains(
            "Value at 'username' failed to satisfy constraint: Member must have length greater than"
                + " or equal to 1; Value at 'username' failed to satisfy constraint: Member must"
                + " satisfy regular expression pattern: "
                + PRINTED);
  }

  @Test
  void aFloodOfViolationsIsCutShort() {
    String attributes = String.join(",", Collections.nCopies(100_000, "{}"));

    String message =
        message(
            "AdminUpdateUserAttributes",
            "{'UserPoolId':'p_1','Username':'u','UserAttributes':[" + attributes + "]}");

    assertThat(message).startsWith("50 validation errors detected: ").hasSizeLessThan(50 * 200);
  }

  @Test
  void aLongValueIsCutShort() {
    String message = message("DescribeUserPool", "{'UserPoolId':'" + "😀".repeat(9_000) + "'}");

    assertThat(message).hasSizeLessThan(2_000).contains("'" + "😀".repeat(256) + "'");
  }

  private static String signUp(String word) {
    return "{'ClientId':'c','Username':'" + word.replace(' ', '.') + "','Password':'" + word + "'}";
  }

  private static String expected(List<String> violations) {
    String counted =
        violations.size() == 1 ? "1 validation error" : violations.size() + " validation errors";
    return counted + " detected: " + String.join("; ", violations);
  }

  private static String message(String operation, String body) {
    ApiException thrown = catchThrowableOfType(ApiException.class, () -> check(operation, body));
    assertThat(thrown).as("refused").isNotNull();
    assertThat(thrown.code()).isEqualTo(ErrorCode.INVALID_PARAMETER);
    return thrown.text().orElseThrow();
  }

  private static void check(String operation, String body) {
    ApiOperation known = ApiOperation.named(operation).orElseThrow();
    byte[] json = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    SdkPojo request = ApiCodec.read(known.newRequest(), json);
    CONSTRAINTS.check(operation, request);
  }
}
