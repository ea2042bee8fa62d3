package dev.poolhouse.token;

import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.TestServer;
import dev.poolhouse.testkit.SecretHash;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// A further app client of a pool, as programs call it.
///
/// @param sdk calls the server
/// @param id the client id
/// @param secret the secret, made by the server for this test; empty for a public client
record AppClient(CognitoIdentityProviderClient sdk, String id, String secret) {

  /// A client with a secret.
  static AppClient confidential(TestServer server, PoolFixture pool) {
    UserPoolClientType client = pool.client(settings -> settings.generateSecret(true));
    return new AppClient(server.sdk(), client.clientId(), client.clientSecret());
  }

  /// A client without a secret.
  static AppClient open(
      TestServer server, PoolFixture pool, Consumer<CreateUserPoolClientRequest.Builder> settings) {
    return new AppClient(server.sdk(), pool.client(settings).clientId(), "");
  }

  AuthenticationResultType signIn(String name) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("USERNAME", name);
    parameters.put("PASSWORD", PoolFixture.PASSWORD);
    if (!secret.isEmpty()) {
      parameters.put("SECRET_HASH", SecretHash.of(name, id, secret));
    }
    return sdk.initiateAuth(
            auth ->
                auth.clientId(id)
                    .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                    .authParameters(parameters))
        .authenticationResult();
  }

  AuthenticationResultType refresh(String token) {
    return sdk.getTokensFromRefreshToken(get -> get.clientId(id).refreshToken(token))
        .authenticationResult();
  }

  void revoke(String token, String withSecret) {
    sdk.revokeToken(revoke -> revoke.clientId(id).token(token).clientSecret(withSecret));
  }

  AuthenticationResultType refresh(String token, String withSecret) {
    return sdk.getTokensFromRefreshToken(
            get -> get.clientId(id).refreshToken(token).clientSecret(withSecret))
        .authenticationResult();
  }
}
