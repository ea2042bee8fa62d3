package dev.poolhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;
import tools.jackson.databind.JsonNode;

/// Proves what a new app client looks like, which members come back although omitted, which
/// configurations are refused and how, and how ids are pinned. Shape rules (lengths, enum values)
/// are proven with the constraint table.
final class CreateUserPoolClientTest {
  private static final String OAUTH =
      "'AllowedOAuthFlowsUserPoolClient':true,'AllowedOAuthFlows':['code'],"
          + "'AllowedOAuthScopes':['openid']";

  private static TestServer server;
  private static ClientCalls calls;

  @BeforeAll
  static void start() {
    server = TestServer.sqlite();
    calls = ClientCalls.on(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void minimalClientShowsTheDefaultsAndNothingElse() {
    JsonNode client = ClientCalls.client(calls.create(""));

    String id = client.get("ClientId").asString();
    assertThat(id).matches("[0-9a-z]{26}");
    assertThat(client)
        .isEqualTo(
            ClientCalls.tree(
                """
                {'UserPoolId':'%s','ClientName':'c','ClientId':'%s',
                 'LastModifiedDate':%s,'CreationDate':%s,
                 'RefreshTokenValidity':30,'TokenValidityUnits':{},
                 'AllowedOAuthFlowsUserPoolClient':false,
                 'EnableTokenRevocation':true,'EnablePropagateAdditionalUserContextData':false,
                 'AuthSessionValidity':3}
                """
                    .formatted(
                        calls.poolId(),
                        id,
                        client.get("CreationDate"),
                        client.get("CreationDate"))));
    assertThat(ClientCalls.client(calls.describe(id))).isEqualTo(client);
  }

  /// A configuration that is accepted.
  ///
  /// @param name what it shows
  /// @param given members of the request
  /// @param shown members of the answer, beyond or instead of the defaults
  record Accepted(String name, String given, String shown) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Accepted> accepted() {
    return Stream.of(
        same(
            "every member is kept",
            """
            'RefreshTokenValidity':60,'AccessTokenValidity':5,'IdTokenValidity':1440,
            'TokenValidityUnits':{'AccessToken':'minutes','IdToken':'minutes','RefreshToken':'days'},
            'ReadAttributes':['email','email_verified','custom:level'],
            'WriteAttributes':['email','name'],
            'ExplicitAuthFlows':['ALLOW_USER_SRP_AUTH'],
            'SupportedIdentityProviders':['COGNITO'],
            'CallbackURLs':['https://example.com/cb','http://localhost:3000','http://127.0.0.1/',
              'http://[::1]:8/','myapp://cb'],
            'LogoutURLs':['https://example.com/out'],
            'DefaultRedirectURI':'https://example.com/cb',
            'AllowedOAuthFlows':['code','implicit'],
            'AllowedOAuthScopes':['phone','email','openid','profile','aws.cognito.signin.user.admin'],
            'AllowedOAuthFlowsUserPoolClient':true,
            'PreventUserExistenceErrors':'ENABLED','EnableTokenRevocation':false,
            'AuthSessionValidity':15,
            'RefreshTokenRotation':{'Feature':'ENABLED','RetryGracePeriodSeconds':60}
            """),
        new Accepted("refresh validity 0 means 30 days", "'RefreshTokenValidity':0", ""),
        new Accepted(
            "refresh validity left open is 30 days in the unit given",
            "'TokenValidityUnits':{'RefreshToken':'hours'}",
            "'RefreshTokenValidity':720,'TokenValidityUnits':{'RefreshToken':'hours'}"),
        new Accepted(
            "empty lists count as omitted",
            "'ExplicitAuthFlows':[],'ReadAttributes':[],'WriteAttributes':[],'CallbackURLs':[],"
                + "'LogoutURLs':[],'AllowedOAuthFlows':[],'AllowedOAuthScopes':[],"
                + "'SupportedIdentityProviders':[]",
            ""),
        new Accepted(
            "a flow named twice is shown once",
            "'ExplicitAuthFlows':['ALLOW_USER_AUTH','ALLOW_USER_AUTH']",
            "'ExplicitAuthFlows':['ALLOW_USER_AUTH']"),
        same("old flow names", "'ExplicitAuthFlows':['USER_PASSWORD_AUTH','ADMIN_NO_SRP_AUTH']"),
        same(
            "shortest tokens",
            "'AccessTokenValidity':300,'IdTokenValidity':300,'RefreshTokenValidity':3600,"
                + "'TokenValidityUnits':{'AccessToken':'seconds','IdToken':'seconds',"
                + "'RefreshToken':'seconds'}"),
        same(
            "longest tokens",
            "'AccessTokenValidity':1,'IdTokenValidity':24,'RefreshTokenValidity':3650,"
                + "'TokenValidityUnits':{'AccessToken':'days'}"),
        same(
            "analytics by ARN",
            "'AnalyticsConfiguration':{'ApplicationArn':"
                + "'arn:aws:mobiletargeting:us-east-1:1:apps/a'}"),
        same(
            "analytics by id",
            "'AnalyticsConfiguration':{'ApplicationId':'ab12','ExternalId':'x',"
                + "'RoleArn':'arn:aws:iam::000000000000:role/r'}"),
        same("scopes without OAuth switched on", "'AllowedOAuthScopes':['openid']"));
  }

  private static Accepted same(String name, String members) {
    return new Accepted(name, members, members);
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void configurationIsShownAsGiven(Accepted accepted) {
    JsonNode client = ClientCalls.client(calls.create(accepted.given()));

    JsonNode defaults = ClientCalls.client(calls.create(""));
    JsonNode shown = ClientCalls.tree("{" + accepted.shown() + "}");
    List<String> changing = List.of("ClientId", "CreationDate", "LastModifiedDate");
    assertThat(client.propertyNames()).containsAll(changing);
    client
        .properties()
        .forEach(
            member -> {
              String name = member.getKey();
              if (!changing.contains(name)) {
                JsonNode expected = shown.has(name) ? shown.get(name) : defaults.path(name);
                assertThat(member.getValue()).as(name).isEqualTo(expected);
              }
            });
    assertThat(client.propertyNames())
        .containsAll(shown.propertyNames())
        .containsAll(defaults.propertyNames());
  }

  /// A configuration that is refused.
  record Refused(String name, String given, String type, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Refused> refused() {
    String invalid = "InvalidParameterException";
    String flow = "InvalidOAuthFlowException";
    String range = "Invalid range for token validity.";
    String read = "Invalid read attributes specified while creating a client";
    String write = "Invalid write attributes specified while creating a client";
    String analytics =
        "Invalid analytics configuration given, either <application arn> or"
            + " <application id, role arn, external id> are valid";
    return Stream.of(
        new Refused(
            "old and new flow names",
            "'ExplicitAuthFlows':['ALLOW_USER_SRP_AUTH','USER_PASSWORD_AUTH']",
            invalid,
            "Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names."),
        new Refused(
            "client token flow with another",
            "'GenerateSecret':true,"
                + "'ExplicitAuthFlows':['ALLOW_CLIENT_TOKEN_AUTH','ALLOW_USER_SRP_AUTH']",
            invalid,
            "ALLOW_CLIENT_TOKEN_AUTH cannot be used with other auth flows."),
        new Refused(
            "client token flow without secret",
            "'ExplicitAuthFlows':['ALLOW_CLIENT_TOKEN_AUTH']",
            invalid,
            "ALLOW_CLIENT_TOKEN_AUTH can not be selected if client does not have a client secret."),
        new Refused(
            "rotation with the refresh flow",
            "'RefreshTokenRotation':{'Feature':'ENABLED'},"
                + "'ExplicitAuthFlows':['ALLOW_REFRESH_TOKEN_AUTH']",
            invalid,
            "ALLOW_REFRESH_TOKEN_AUTH cannot be used with refresh token rotation."),
        new Refused(
            "access token too short",
            "'AccessTokenValidity':4,'TokenValidityUnits':{'AccessToken':'minutes'}",
            invalid,
            range),
        new Refused("access token too long", "'AccessTokenValidity':25", invalid, range),
        new Refused(
            "ID token too short",
            "'IdTokenValidity':299,'TokenValidityUnits':{'IdToken':'seconds'}",
            invalid,
            range),
        new Refused("ID token too long", "'IdTokenValidity':25", invalid, range),
        new Refused(
            "refresh token too short",
            "'RefreshTokenValidity':59,'TokenValidityUnits':{'RefreshToken':'minutes'}",
            invalid,
            range),
        new Refused("refresh token too long", "'RefreshTokenValidity':3651", invalid, range),
        new Refused(
            "refresh token shorter than the access token",
            "'AccessTokenValidity':2,'RefreshTokenValidity':1,"
                + "'TokenValidityUnits':{'RefreshToken':'hours'}",
            invalid,
            range),
        new Refused(
            "client credentials with code",
            "'GenerateSecret':true,'AllowedOAuthFlows':['client_credentials','code']",
            flow,
            "client_credentials flow can not be selected along with code flow or implicit flow."),
        new Refused(
            "client credentials without secret",
            "'AllowedOAuthFlows':['client_credentials']",
            flow,
            "client_credentials flow can not be selected if client does not have a client secret."),
        new Refused(
            "client credentials with a user's scope",
            "'GenerateSecret':true,'AllowedOAuthFlows':['client_credentials'],"
                + "'AllowedOAuthScopes':['openid']",
            flow,
            "openid is not supported with client_credentials flow"),
        new Refused(
            "code without callback",
            OAUTH,
            flow,
            "CallbackUrls can not be empty when code flow or implicit flow is selected"),
        new Refused(
            "OAuth without scopes",
            "'AllowedOAuthFlowsUserPoolClient':true,'AllowedOAuthFlows':['code'],"
                + "'CallbackURLs':['https://example.com']",
            invalid,
            "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed"
                + " to use OAuth flows."),
        new Refused(
            "unknown scope",
            "'AllowedOAuthScopes':['openid','my-api/read']",
            "ScopeDoesNotExistException",
            "Invalid scope requested: my-api/read"),
        new Refused(
            "http callback",
            "'CallbackURLs':['http://example.com/cb']",
            invalid,
            "http://example.com/cb cannot use the HTTP protocol."),
        new Refused(
            "http callback that only looks local",
            "'CallbackURLs':['http://localhost@example.com/']",
            invalid,
            "http://localhost@example.com/ cannot use the HTTP protocol."),
        new Refused(
            "http logout URL",
            "'LogoutURLs':['HTTP://localhost.example.com']",
            invalid,
            "HTTP://localhost.example.com cannot use the HTTP protocol."),
        new Refused(
            "fragment",
            "'CallbackURLs':['https://example.com/#x']",
            invalid,
            "https://example.com/#x cannot use fragment"),
        new Refused(
            "script",
            "'CallbackURLs':['javascript:alert(1)']",
            invalid,
            "javascript:alert(1) is not a valid URL."),
        new Refused("no URL", "'LogoutURLs':['example']", invalid, "example is not a valid URL."),
        new Refused(
            "default redirect outside callbacks",
            "'CallbackURLs':['https://example.com'],'DefaultRedirectURI':'https://example.com/'",
            invalid,
            "https://example.com/ is not one of the callback URLs of the client."),
        new Refused("unknown read attribute", "'ReadAttributes':['custom:no']", invalid, read),
        new Refused("unknown write attribute", "'WriteAttributes':['email','no']", invalid, write),
        new Refused("sub is written", "'WriteAttributes':['email','sub']", invalid, write),
        new Refused(
            "email_verified is written",
            "'WriteAttributes':['email','email_verified']",
            invalid,
            write),
        new Refused(
            "required attribute is not written", "'WriteAttributes':['name']", invalid, write),
        new Refused(
            "context data without secret",
            "'EnablePropagateAdditionalUserContextData':true",
            invalid,
            "Client Secret is required to set EnablePropagateAdditionalUserContextData as true"),
        new Refused(
            "analytics by ARN and id",
            "'AnalyticsConfiguration':{'ApplicationId':'ab12',"
                + "'ApplicationArn':'arn:aws:mobiletargeting:us-east-1:1:apps/a'}",
            invalid,
            analytics),
        new Refused(
            "analytics without role",
            "'AnalyticsConfiguration':{'ApplicationId':'ab12'}",
            invalid,
            analytics),
        new Refused(
            "unknown provider",
            "'SupportedIdentityProviders':['COGNITO','Google']",
            invalid,
            "The provider Google does not exist for User Pool " + calls.poolId() + "."),
        new Refused(
            "secret given and generated",
            "'GenerateSecret':true,'ClientSecret':'abcdefghijklmnopqrstuvwx'",
            invalid,
            "GenerateSecret and ClientSecret can not be set together."));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void configurationIsRefused(Refused refused) {
    RawAnswer answer = calls.create(refused.given());

    assertThat(answer.errorType()).as(answer.body()).isEqualTo(refused.type());
    assertThat(answer.message()).isEqualTo(refused.message());
  }

  @Test
  void choiceBasedSignInNeedsATierThatHasIt() {
    ClientCalls lite = ClientCalls.on(server, pool -> pool.userPoolTier(UserPoolTierType.LITE));

    assertThat(lite.create("'ExplicitAuthFlows':['ALLOW_USER_AUTH']").errorType())
        .isEqualTo("FeatureUnavailableInTierException");
  }

  @Test
  void secretIsGeneratedOrTakenAndShownOnDescribe() {
    JsonNode generated = ClientCalls.client(calls.create("'GenerateSecret':true"));
    JsonNode given =
        ClientCalls.client(calls.create("'ClientSecret':'My_own+secret_of_32_letters_4567'"));

    assertThat(generated.get("ClientSecret").asString()).matches("[0-9a-z]{52}");
    assertThat(given.get("ClientSecret").asString()).isEqualTo("My_own+secret_of_32_letters_4567");
    assertThat(ClientCalls.client(calls.describe(generated.get("ClientId").asString())))
        .isEqualTo(generated);
  }

  @Test
  void machineClientIsAccepted() {
    JsonNode client =
        ClientCalls.client(
            calls.create("'GenerateSecret':true,'ExplicitAuthFlows':['ALLOW_CLIENT_TOKEN_AUTH']"));

    assertThat(client.get("ExplicitAuthFlows"))
        .isEqualTo(ClientCalls.tree("['ALLOW_CLIENT_TOKEN_AUTH']"));
  }

  @Test
  void nameWithPrefixPinsTheId() {
    JsonNode client = ClientCalls.client(pin("my_app+1"));

    assertThat(client.get("ClientId").asString()).isEqualTo("my_app+1");
    assertThat(client.get("ClientName").asString()).isEqualTo("my_app+1");
    assertThat(calls.describe("my_app+1").status()).isEqualTo(200);
    assertThat(pin("my_app+1").message()).isEqualTo("Client id my_app+1 is not available.");
    assertThat(pin("not-an-id").message())
        .isEqualTo("Client id not-an-id must have 1 to 128 letters, digits, _ or +.");
  }

  @Test
  void unknownPoolIsNotFound() {
    RawAnswer answer =
        server.call(
            "CreateUserPoolClient", "{\"UserPoolId\":\"us-east-1_none\",\"ClientName\":\"c\"}");

    assertThat(answer.body())
        .isEqualTo(
            "{\"__type\":\"ResourceNotFoundException\",\"message\":"
                + "\"User pool us-east-1_none does not exist.\"}");
  }

  private static RawAnswer pin(String id) {
    return calls.call("CreateUserPoolClient", "'ClientName':'_custom_id_:" + id + "'");
  }
}
