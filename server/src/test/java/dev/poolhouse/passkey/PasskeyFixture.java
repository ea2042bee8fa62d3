package dev.poolhouse.passkey;

import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SoftwareAuthenticator;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFactorType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.WebAuthnConfigurationType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A pool with passkeys for the pages of `example.com` and what a client does with it: raw JSON, as
/// a browser's app sends it.
public final class PasskeyFixture {
  /// A page that may use the passkeys.
  public static final String ORIGIN = "https://app.example.com";

  /// The pool's relying party.
  public static final String RP_ID = "example.com";

  private static final JsonMapper JSON = new JsonMapper();

  private final TestServer server;
  private final PoolFixture pool;
  private final String clientId;

  private PasskeyFixture(TestServer server, PoolFixture pool) {
    this.server = server;
    this.pool = pool;
    this.clientId = client();
  }

  private PasskeyFixture(TestServer server, PoolFixture pool, String clientId) {
    this.server = server;
    this.pool = pool;
    this.clientId = clientId;
  }

  /// The same pool through a client that hides, or tells, who exists.
  public PasskeyFixture hiding(PreventUserExistenceErrorTypes hides) {
    String client =
        pool.client(
                settings ->
                    settings
                        .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_AUTH)
                        .preventUserExistenceErrors(hides))
            .clientId();
    return new PasskeyFixture(server, pool, client);
  }

  /// A pool whose passkeys work on `example.com`, user verification preferred.
  public static PasskeyFixture create(TestServer server) {
    return create(server, _ -> {});
  }

  /// A pool with passkey settings that matter to the test.
  public static PasskeyFixture create(
      TestServer server, Consumer<WebAuthnConfigurationType.Builder> settings) {
    PasskeyFixture fixture = new PasskeyFixture(server, enabled(server));
    fixture.configure(settings);
    return fixture;
  }

  /// A pool that allows passkeys and says nothing about them.
  public static PasskeyFixture unconfigured(TestServer server) {
    return new PasskeyFixture(server, enabled(server));
  }

  private static PoolFixture enabled(TestServer server) {
    return PoolFixture.create(
        server,
        settings ->
            settings.policies(
                policies ->
                    policies.signInPolicy(
                        signIn ->
                            signIn.allowedFirstAuthFactors(
                                AuthFactorType.PASSWORD, AuthFactorType.WEB_AUTHN))));
  }

  /// Changes the pool's passkey settings.
  public void configure(Consumer<WebAuthnConfigurationType.Builder> settings) {
    server
        .sdk()
        .setUserPoolMfaConfig(
            set ->
                set.userPoolId(pool.poolId())
                    .webAuthnConfiguration(
                        passkeys -> {
                          passkeys.relyingPartyId(RP_ID);
                          settings.accept(passkeys);
                        }));
  }

  /// The pool.
  public PoolFixture pool() {
    return pool;
  }

  /// Id of an app client that allows choice-based sign-in, and passwords.
  public String clientId() {
    return clientId;
  }

  /// A further such app client.
  public String client() {
    return pool.client(
            client ->
                client.explicitAuthFlows(
                    ExplicitAuthFlowsType.ALLOW_USER_AUTH,
                    ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                    ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
        .clientId();
  }

  /// An access token of a new user with that name.
  public String newUser(String name) {
    pool.confirmedUser(name);
    return token(name, clientId);
  }

  /// An access token by password, of that app client.
  public String token(String name, String client) {
    return server
        .sdk()
        .initiateAuth(
            auth ->
                auth.clientId(client)
                    .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                    .authParameters(Map.of("USERNAME", name, "PASSWORD", PoolFixture.PASSWORD)))
        .authenticationResult()
        .accessToken();
  }

  /// Begins a registration.
  ///
  /// @return the `CredentialCreationOptions` as JSON
  public String start(String token) {
    return call("StartWebAuthnRegistration", token)
        .json()
        .get("CredentialCreationOptions")
        .toString();
  }

  /// Completes a registration with the JSON of a credential.
  public RawAnswer complete(String token, String credential) {
    ObjectNode body = JSON.createObjectNode().put("AccessToken", token);
    body.set("Credential", JSON.readTree(credential));
    return server.call("CompleteWebAuthnRegistration", body.toString());
  }

  /// Registers a passkey.
  ///
  /// @return its id
  public String register(String token, SoftwareAuthenticator authenticator) {
    String credential = authenticator.create(start(token));
    RawAnswer answer = complete(token, credential);
    if (answer.status() != 200) {
      throw new AssertionError(answer.body());
    }
    return JSON.readTree(credential).get("id").asString();
  }

  /// The passkeys that a user sees.
  public JsonNode list(String token) {
    return call("ListWebAuthnCredentials", token).json().get("Credentials");
  }

  /// Calls an operation that takes an access token alone.
  public RawAnswer call(String operation, String token) {
    return server.call(operation, JSON.createObjectNode().put("AccessToken", token).toString());
  }
}
