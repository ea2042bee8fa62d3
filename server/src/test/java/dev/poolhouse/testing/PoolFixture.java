package dev.poolhouse.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// A pool of a test's own with a public app client that allows password, SRP and refresh.
/// Everything is made through the API.
public final class PoolFixture {
  /// A password that fits the default policy.
  public static final String PASSWORD = "Correct-Horse-7";

  private final CognitoIdentityProviderClient sdk;
  private final String poolId;
  private final String clientId;

  private PoolFixture(CognitoIdentityProviderClient sdk, String poolId) {
    this.sdk = sdk;
    this.poolId = poolId;
    this.clientId = client(client -> {}).clientId();
  }

  /// A pool with everything at its default.
  public static PoolFixture create(TestServer server) {
    return create(server, pool -> {});
  }

  /// A pool with settings that matter to the test.
  public static PoolFixture create(
      TestServer server, Consumer<CreateUserPoolRequest.Builder> settings) {
    CognitoIdentityProviderClient sdk = server.sdk();
    return new PoolFixture(
        sdk,
        sdk.createUserPool(
                pool -> {
                  pool.poolName("test");
                  settings.accept(pool);
                })
            .userPool()
            .id());
  }

  /// Id of the pool.
  public String poolId() {
    return poolId;
  }

  /// Id of the app client that came with the pool.
  public String clientId() {
    return clientId;
  }

  /// A further app client; allows password, admin password, SRP and refresh unless told otherwise.
  public UserPoolClientType client(Consumer<CreateUserPoolClientRequest.Builder> settings) {
    return sdk.createUserPoolClient(
            client -> {
              client
                  .userPoolId(poolId)
                  .clientName("test")
                  .explicitAuthFlows(
                      ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                      ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH,
                      ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH,
                      ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH);
              settings.accept(client);
            })
        .userPoolClient();
  }

  /// A confirmed user with [#PASSWORD].
  ///
  /// @param attributes names and values in turn
  /// @return the username, which is the `sub` in pools where e-mail or phone serve as username
  public String confirmedUser(String name, String... attributes) {
    String username = invitedUser(name, attributes);
    sdk.adminSetUserPassword(
        set -> set.userPoolId(poolId).username(username).password(PASSWORD).permanent(true));
    return username;
  }

  /// A user whom an administrator made with [#PASSWORD] as temporary password; no message is sent.
  ///
  /// @param attributes names and values in turn
  public String invitedUser(String name, String... attributes) {
    List<AttributeType> list = new ArrayList<>();
    for (int i = 0; i < attributes.length; i += 2) {
      list.add(AttributeType.builder().name(attributes[i]).value(attributes[i + 1]).build());
    }
    return sdk.adminCreateUser(
            create ->
                create
                    .userPoolId(poolId)
                    .username(name)
                    .temporaryPassword(PASSWORD)
                    .messageAction(MessageActionType.SUPPRESS)
                    .userAttributes(list))
        .user()
        .username();
  }

  /// Signs in with `USER_PASSWORD_AUTH` through the pool's own client.
  public InitiateAuthResponse signIn(String name, String password) {
    return signIn(clientId, Map.of("USERNAME", name, "PASSWORD", password));
  }

  /// Signs in with [#PASSWORD] on a device.
  ///
  /// @param deviceKey as the client names the device
  public InitiateAuthResponse signInOn(String deviceKey, String name) {
    return signIn(
        clientId, Map.of("USERNAME", name, "PASSWORD", PASSWORD, "DEVICE_KEY", deviceKey));
  }

  private InitiateAuthResponse signIn(String client, Map<String, String> parameters) {
    return sdk.initiateAuth(
        auth ->
            auth.clientId(client)
                .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                .authParameters(parameters));
  }

  /// The access token of a fresh sign-in with [#PASSWORD].
  public String accessToken(String name) {
    return accessToken(clientId, name);
  }

  /// The same through another client of the pool.
  public String accessToken(String client, String name) {
    return signIn(client, Map.of("USERNAME", name, "PASSWORD", PASSWORD))
        .authenticationResult()
        .accessToken();
  }
}
