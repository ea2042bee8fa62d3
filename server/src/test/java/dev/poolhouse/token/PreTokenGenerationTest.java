package dev.poolhouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.FunctionEndpoint;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.Refusal;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreTokenGenerationLambdaVersionType;

/// Proves what a function changes about the tokens of a sign-in, in each version of the event, and
/// that an answer of the wrong shape is refused. Which claims may change is proven claim by claim
/// in `ClaimRulesTest`, the events of refreshes in `PreTokenRefreshTest`.
@EachServer
final class PreTokenGenerationTest {
  private static final Refusal UNRECOGNIZABLE =
      new Refusal("InvalidLambdaResponseException", "Unrecognizable lambda output");

  private final CognitoIdentityProviderClient sdk;
  private final TokenPool first;
  private final TokenPool second;
  private final TokenPool third;

  PreTokenGenerationTest(TestServer server) {
    this.sdk = server.sdk();
    this.first = new TokenPool(server, "claims-1", PreTokenGenerationLambdaVersionType.V1_0);
    this.second = new TokenPool(server, "claims-2", PreTokenGenerationLambdaVersionType.V2_0);
    this.third = new TokenPool(server, "claims-3", PreTokenGenerationLambdaVersionType.V3_0);
  }

  @Test
  void nothingChangesWhereTheFunctionReturnsTheEvent() {
    for (TokenPool pool : List.of(first, second, third)) {
      AuthenticationResultType tokens = pool.answering("null").signIn();
      assertThat(TokenPool.claims(tokens.idToken()))
          .containsEntry("cognito:groups", List.of("admins", "editors"))
          .containsEntry(
              "cognito:roles", List.of(TokenPool.ROLE + "admins", TokenPool.ROLE + "editors"))
          .containsEntry("cognito:preferred_role", TokenPool.ROLE + "admins")
          .containsEntry("email", "ann@example.com")
          .containsEntry("email_verified", true);
      assertThat(TokenPool.claims(tokens.accessToken()))
          .containsEntry("cognito:groups", List.of("admins", "editors"))
          .containsEntry("scope", "aws.cognito.signin.user.admin");
    }
  }

  @Test
  void firstVersionChangesTheIdTokenAndTheGroupsOfBoth() {
    first.answering(
        "{'claimsToAddOrOverride':{'plan':'gold','email':'x@example.com','sub':'x'},"
            + "'claimsToSuppress':['email_verified','aud'],"
            + "'groupOverrideDetails':{'groupsToOverride':['other'],"
            + "'iamRolesToOverride':['r1','r2'],'preferredRole':'r3'}}");
    AuthenticationResultType tokens = first.signIn();
    assertThat(TokenPool.claims(tokens.idToken()))
        .containsEntry("plan", "gold")
        .containsEntry("email", "x@example.com")
        .containsEntry("aud", first.pool().clientId())
        .doesNotContainEntry("sub", "x")
        .doesNotContainKey("email_verified")
        .containsEntry("cognito:groups", List.of("other"))
        .containsEntry("cognito:roles", List.of("r1", "r2"))
        .containsEntry("cognito:preferred_role", "r3");
    assertThat(TokenPool.claims(tokens.accessToken()))
        .doesNotContainKeys("plan", "email", "cognito:roles", "cognito:preferred_role")
        .containsEntry("cognito:groups", List.of("other"));
  }

  @Test
  void laterVersionsChangeEachTokenForItself() {
    for (TokenPool pool : List.of(second, third)) {
      pool.answering(
          "{'idTokenGeneration':{'claimsToAddOrOverride':{'number':9223372036854775807,"
              + "'exponent':1.7976931348623157E308,'flag':false,'list':['a',1,true],"
              + "'object':{'deep':[{'nothing':null}]}},'claimsToSuppress':['email']},"
              + "'accessTokenGeneration':{'claimsToAddOrOverride':{'email':'a@example.com','aud':'"
              + pool.pool().clientId()
              + "','email_verified':[1]},'claimsToSuppress':['cognito:groups'],"
              + "'scopesToAdd':['openid','api/read'],'scopesToSuppress':['phone']}}");
      AuthenticationResultType tokens = pool.signIn();
      assertThat(TokenPool.claims(tokens.idToken()))
          .containsEntry("number", Long.MAX_VALUE)
          .containsEntry("flag", false)
          .containsEntry("list", List.of("a", 1L, true))
          .containsKeys("object", "exponent", "cognito:groups")
          .doesNotContainKeys("email", "scope");
      assertThat(TokenText.claims(tokens.idToken()).get("object").toString())
          .isEqualTo("{\"deep\":[{\"nothing\":null}]}");
      assertThat(TokenPool.claims(tokens.accessToken()))
          .containsEntry("email", "a@example.com")
          .containsEntry("aud", pool.pool().clientId())
          .containsEntry("email_verified", List.of(1L))
          .containsEntry("scope", "aws.cognito.signin.user.admin openid api/read")
          .doesNotContainKeys("number", "cognito:groups");
      assertThat(sdk.getUser(get -> get.accessToken(tokens.accessToken())).username())
          .isEqualTo("ann");
    }
  }

  /// @param details what the function returns for the groups
  /// @param groups what the tokens show; empty for no claim
  private record Groups(String details, List<String> groups) {}

  private static Stream<Groups> groups() {
    return Stream.of(
        new Groups("{}", List.of("admins", "editors")),
        new Groups("{'groupOverrideDetails':null}", List.of()),
        new Groups("{'groupOverrideDetails':{}}", List.of()),
        new Groups("{'groupOverrideDetails':{'groupsToOverride':[]}}", List.of()),
        new Groups("{'groupOverrideDetails':{'groupsToOverride':['a','b']}}", List.of("a", "b")),
        new Groups("{'groupOverrideDetails':{'iamRolesToOverride':['r']}}", List.of()));
  }

  @ParameterizedTest
  @MethodSource("groups")
  void groupsAreReplacedByWhatIsReturned(Groups given) {
    for (TokenPool pool : List.of(first, second)) {
      AuthenticationResultType tokens = pool.answering(given.details()).signIn();
      for (String token : List.of(tokens.idToken(), tokens.accessToken())) {
        assertThat(TokenPool.claims(token).getOrDefault("cognito:groups", List.of()))
            .isEqualTo(given.groups());
      }
      assertThat(TokenPool.claims(tokens.idToken()).containsKey("cognito:roles"))
          .isEqualTo(given.details().equals("{}") || given.details().contains("iamRoles"));
    }
  }

  @Test
  void accessTokenWithoutTheScopeIsRefusedBySelfService() {
    for (String suppress :
        List.of(
            "'scopesToSuppress':['aws.cognito.signin.user.admin']",
            "'scopesToAdd':['api/read'],'scopesToSuppress':['aws.cognito.signin.user.admin']")) {
      second.answering("{'accessTokenGeneration':{" + suppress + "}}");
      String token = second.signIn().accessToken();
      assertThat(Refusal.of(() -> sdk.getUser(get -> get.accessToken(token))))
          .isEqualTo(Refusal.notAuthorized("Access Token does not have required scopes"));
    }
  }

  @Test
  void nothingThatTheServerGoesByComesFromAFunction() {
    String other = sdkSub(second.pool().confirmedUser("bob"));
    second.answering(
        "{'accessTokenGeneration':{'claimsToAddOrOverride':{'sub':'"
            + other
            + "','username':'bob','origin_jti':'x','exp':99999999999,'client_id':'x',"
            + "'device_key':'x','auth_time':1,'iat':1,'token_use':'id','iss':'x','acr':'x',"
            + "'scope':'x'},'claimsToSuppress':['origin_jti','sub','exp','scope','jti']}}");
    AuthenticationResultType tokens = second.signIn();
    assertThat(sdk.getUser(get -> get.accessToken(tokens.accessToken())).username())
        .isEqualTo("ann");
    sdk.globalSignOut(out -> out.accessToken(tokens.accessToken()));
    assertThat(Refusal.of(() -> sdk.getUser(get -> get.accessToken(tokens.accessToken()))))
        .isEqualTo(Refusal.notAuthorized("Access Token has been revoked"));
  }

  private String sdkSub(String username) {
    return sdk
        .adminGetUser(get -> get.userPoolId(second.pool().poolId()).username(username))
        .userAttributes()
        .stream()
        .filter(attribute -> attribute.name().equals("sub"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  /// @param details an answer of the wrong shape
  private record Wrong(boolean later, String details) {}

  private static Stream<Wrong> wrong() {
    return Stream.concat(
        Stream.of(
                "'text'",
                "[]",
                "{'claimsToAddOrOverride':{'n':1}}",
                "{'claimsToAddOrOverride':{'n':true}}",
                "{'claimsToAddOrOverride':{'n':['a']}}",
                "{'claimsToAddOrOverride':{'n':{}}}",
                "{'claimsToAddOrOverride':['n']}",
                "{'claimsToSuppress':'email'}",
                "{'claimsToSuppress':[1]}",
                "{'groupOverrideDetails':['a']}",
                "{'groupOverrideDetails':{'groupsToOverride':'a'}}",
                "{'groupOverrideDetails':{'iamRolesToOverride':[null]}}",
                "{'groupOverrideDetails':{'preferredRole':['r']}}",
                "{'claimsToAddOrOverride':{'n':'" + "x".repeat(16 * 1024) + "'}}")
            .map(details -> new Wrong(false, details)),
        Stream.of(
                "'text'",
                "{'idTokenGeneration':[]}",
                "{'idTokenGeneration':{'claimsToAddOrOverride':{'n':[['nested']]}}}",
                "{'idTokenGeneration':{'claimsToAddOrOverride':{'n':[{}]}}}",
                "{'idTokenGeneration':{'claimsToAddOrOverride':{'n':[null]}}}",
                "{'idTokenGeneration':{'claimsToAddOrOverride':{'n':1e999}}}",
                "{'idTokenGeneration':{'claimsToAddOrOverride':{'email_verified':true}}}",
                "{'idTokenGeneration':{'claimsToAddOrOverride':{'phone_number_verified':{}}}}",
                "{'idTokenGeneration':{'claimsToAddOrOverride':{'updated_at':1}}}",
                "{'idTokenGeneration':{'claimsToAddOrOverride':{'address':{'formatted':'x'}}}}",
                "{'idTokenGeneration':{'claimsToSuppress':{}}}",
                "{'accessTokenGeneration':{'scopesToAdd':['a b']}}",
                "{'accessTokenGeneration':{'scopesToAdd':['']}}",
                "{'accessTokenGeneration':{'scopesToAdd':'a'}}",
                "{'accessTokenGeneration':{'scopesToSuppress':[1]}}",
                "{'groupOverrideDetails':'a'}")
            .map(details -> new Wrong(true, details)));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void answerOfTheWrongShapeIsRefused(Wrong given) {
    TokenPool pool = given.later() ? second : first;
    pool.answering(given.details());
    assertThat(Refusal.of(pool::signIn)).isEqualTo(UNRECOGNIZABLE);
  }

  @Test
  void refusalByTheFunctionFailsTheSignIn() {
    third.answering(FunctionEndpoint.Reply.threw("Not today"));
    assertThat(Refusal.of(third::signIn))
        .isEqualTo(
            new Refusal(
                "UserLambdaValidationException",
                "PreTokenGeneration failed with error Not today."));
    third.answering("null");
    assertThat(third.signIn().accessToken()).isNotEmpty();
  }

  @Test
  void eventTellsTheUserTheGroupsAndTheScopes() {
    String attributes =
        "'userAttributes':{'sub':'SUB','cognito:user_status':'CONFIRMED',"
            + "'email':'ann@example.com','email_verified':'true'}";
    String groups =
        "'groupConfiguration':{'groupsToOverride':['admins','editors'],'iamRolesToOverride':"
            + "['arn:aws:iam::000000000000:role/admins','arn:aws:iam::000000000000:role/editors'],"
            + "'preferredRole':'arn:aws:iam::000000000000:role/admins'}";
    String scopes = ",'scopes':['aws.cognito.signin.user.admin']";
    Map<TokenPool, String> events =
        Map.of(
            first, event("1", attributes + "," + groups, "claimsOverrideDetails"),
            second, event("2", attributes + "," + groups + scopes, "claimsAndScopeOverrideDetails"),
            third, event("3", attributes + "," + groups + scopes, "claimsAndScopeOverrideDetails"));
    events.forEach(
        (pool, event) -> {
          pool.answering("null").signIn();
          assertThat(pool.event()).isEqualTo(event);
        });
  }

  private static String event(String version, String request, String response) {
    return "{'version':'%s','triggerSource':'TokenGeneration_Authentication','region':'us-east-1',"
            .formatted(version)
        + "'userPoolId':'POOL','userName':'ann','callerContext':{'awsSdkVersion':'aws-sdk-java-"
        + VersionInfo.SDK_VERSION
        + "','clientId':'CLIENT'},'request':{"
        + request
        + "},'response':{'"
        + response
        + "':null}}";
  }

  @Test
  void userWithoutGroupsHasAnEmptyConfiguration() {
    second.answering("null").pool().confirmedUser("cat");
    second.pool().signIn("cat", PoolFixture.PASSWORD);
    assertThat(second.event())
        .contains(
            "'groupConfiguration':{'groupsToOverride':[],'iamRolesToOverride':[],"
                + "'preferredRole':null}");
  }
}
