package dev.poolhouse.signup;

import dev.poolhouse.testing.Inbox;
import dev.poolhouse.testing.PoolFixture;
import dev.poolhouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;

/// People who come to one pool without an account, and what they do.
///
/// @param server the server
/// @param pool the pool
/// @param clientId the app client they use
record Newcomers(TestServer server, PoolFixture pool, String clientId) {

  /// Through the pool's own client, which tells who exists.
  static Newcomers of(TestServer server, PoolFixture pool) {
    return new Newcomers(server, pool, pool.clientId());
  }

  /// Through a client that hides who exists.
  Newcomers hiding() {
    String hiding =
        pool.client(
                client -> client.preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED))
            .clientId();
    return new Newcomers(server, pool, hiding);
  }

  CognitoIdentityProviderClient sdk() {
    return server.sdk();
  }

  /// An inbox that no other test uses.
  Inbox inbox() {
    return new Inbox(server, "p" + UUID.randomUUID().toString().substring(0, 8) + "@example.com");
  }

  /// Signs up with [PoolFixture#PASSWORD].
  ///
  /// @param attributes names and values in turn
  SignUpResponse signUp(String name, String... attributes) {
    return sdk()
        .signUp(
            request ->
                request
                    .clientId(clientId)
                    .username(name)
                    .password(PoolFixture.PASSWORD)
                    .userAttributes(attributes(attributes)));
  }

  void confirm(String name, String code) {
    sdk()
        .confirmSignUp(request -> request.clientId(clientId).username(name).confirmationCode(code));
  }

  void resend(String name) {
    sdk().resendConfirmationCode(request -> request.clientId(clientId).username(name));
  }

  void forget(String name) {
    sdk().forgotPassword(request -> request.clientId(clientId).username(name));
  }

  void recover(String name, String code, String password) {
    sdk()
        .confirmForgotPassword(
            request ->
                request
                    .clientId(clientId)
                    .username(name)
                    .confirmationCode(code)
                    .password(password));
  }

  /// The user as an administrator sees it.
  AdminGetUserResponse look(String name) {
    return sdk().adminGetUser(request -> request.userPoolId(pool.poolId()).username(name));
  }

  /// The value of an attribute; empty text when it is not set.
  String attribute(String name, String attribute) {
    return look(name).userAttributes().stream()
        .filter(one -> one.name().equals(attribute))
        .map(AttributeType::value)
        .findFirst()
        .orElse("");
  }

  static List<AttributeType> attributes(String... namesAndValues) {
    return IntStream.range(0, namesAndValues.length / 2)
        .mapToObj(
            i ->
                AttributeType.builder()
                    .name(namesAndValues[2 * i])
                    .value(namesAndValues[2 * i + 1])
                    .build())
        .toList();
  }

  /// The results of `times` calls made at once.
  static <T> List<T> race(int times, Callable<T> call) throws InterruptedException {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> calls = IntStream.range(0, times).mapToObj(_ -> call).toList();
      for (Future<T> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
    return results;
  }
}
