package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.sql.SqlPoolStore;
import dev.poolhouse.sql.SqlUserStore;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;
import tools.jackson.databind.JsonNode;

/// An administrator with the AWS SDK, who makes pools and users and notes how the server refuses.
final class Admin {
  /// Fulfils the default password policy.
  static final String PASSWORD = "Passw0rd-1";

  final CognitoIdentityProviderClient sdk;
  private final TestServer server;

  Admin(TestServer server) {
    this.server = server;
    this.sdk = server.sdk();
  }

  /// A new pool with usernames of its own; its id.
  String pool() {
    return pool(pool -> {});
  }

  /// A new pool; its id.
  String pool(Consumer<CreateUserPoolRequest.Builder> settings) {
    return sdk.createUserPool(
            pool -> {
              pool.poolName("pool");
              settings.accept(pool);
            })
        .userPool()
        .id();
  }

  /// A new client that lets administrators sign users in; its id.
  String client(String poolId) {
    return sdk.createUserPoolClient(
            client ->
                client
                    .userPoolId(poolId)
                    .clientName("client")
                    .explicitAuthFlows(
                        ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH,
                        ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
        .userPoolClient()
        .clientId();
  }

  /// A new user with a temporary password; no message is sent.
  UserType create(String poolId, String username, String... namesAndValues) {
    return create(
        poolId,
        username,
        request -> request.userAttributes(TestSchemas.attributes(namesAndValues)));
  }

  UserType create(
      String poolId, String username, Consumer<AdminCreateUserRequest.Builder> settings) {
    return sdk.adminCreateUser(
            request -> {
              request
                  .userPoolId(poolId)
                  .username(username)
                  .temporaryPassword(PASSWORD)
                  .messageAction(MessageActionType.SUPPRESS);
              settings.accept(request);
            })
        .user();
  }

  /// A new user who has chosen a password.
  UserType createConfirmed(String poolId, String username, String... namesAndValues) {
    UserType user = create(poolId, username, namesAndValues);
    sdk.adminSetUserPassword(
        request ->
            request.userPoolId(poolId).username(username).password(PASSWORD).permanent(true));
    return user;
  }

  AdminInitiateAuthResponse signIn(
      String poolId, String clientId, String username, String password) {
    return sdk.adminInitiateAuth(
        request ->
            request
                .userPoolId(poolId)
                .clientId(clientId)
                .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                .authParameters(Map.of("USERNAME", username, "PASSWORD", password)));
  }

  AdminGetUserResponse get(String poolId, String username) {
    return sdk.adminGetUser(request -> request.userPoolId(poolId).username(username));
  }

  /// The user's attributes without `sub`.
  Map<String, String> attributes(String poolId, String username) {
    return get(poolId, username).userAttributes().stream()
        .filter(attribute -> !attribute.name().equals("sub"))
        .collect(Collectors.toMap(AttributeType::name, AttributeType::value));
  }

  void update(String poolId, String username, String... namesAndValues) {
    sdk.adminUpdateUserAttributes(
        request ->
            request
                .userPoolId(poolId)
                .username(username)
                .userAttributes(TestSchemas.attributes(namesAndValues)));
  }

  /// The user as stored.
  User stored(String poolId, String username) {
    Transactions transactions = server.database().database();
    Pool pool = storedPool(poolId);
    return transactions.read(
        "find user", tx -> new UserNames(new SqlUserStore()).require(tx, pool, username));
  }

  private Pool storedPool(String poolId) {
    Transactions transactions = server.database().database();
    return transactions
        .read("find pool", tx -> new SqlPoolStore().find(tx, new PoolId(poolId)))
        .orElseThrow();
  }

  /// Puts the user into a status that the signed operations alone do not lead to.
  void force(String poolId, String username, UserStatusType status) {
    User user = stored(poolId, username).withStatus(status, TestSchemas.NOW);
    Transactions transactions = server.database().database();
    transactions.run(
        "force status", tx -> new SqlUserStore().update(tx, user, FoldedAttributes.of(user)));
  }

  /// Messages to an address, newest first.
  List<JsonNode> messages(String to) {
    return server
        .get("/_poolhouse/outbox?to=" + to.replace("@", "%40").replace("+", "%2B"))
        .json()
        .valueStream()
        .toList();
  }

  /// `<type>: <message>` of the refusal that the call ends in.
  static String refusal(ThrowingCallable call) {
    CognitoIdentityProviderException refusal =
        catchThrowableOfType(CognitoIdentityProviderException.class, call);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal.awsErrorDetails().errorCode() + ": " + refusal.awsErrorDetails().errorMessage();
  }

  /// What every signed operation on a user answers where pool or user does not exist.
  void assertNeedsPoolAndUser(String operation, String more) {
    String poolId = pool();
    assertThat(
            server
                .call(
                    operation,
                    "{\"UserPoolId\":\"us-east-1_none\",\"Username\":\"nobody\"" + more + "}")
                .body())
        .isEqualTo(
            "{\"__type\":\"ResourceNotFoundException\","
                + "\"message\":\"User pool us-east-1_none does not exist.\"}");
    assertThat(
            server
                .call(
                    operation,
                    "{\"UserPoolId\":\"" + poolId + "\",\"Username\":\"nobody\"" + more + "}")
                .body())
        .isEqualTo("{\"__type\":\"UserNotFoundException\",\"message\":\"User does not exist.\"}");
  }
}
