package dev.poolhouse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;

/// Proves which clients are found. What they look like is proven by `CreateUserPoolClientTest`.
final class DescribeUserPoolClientTest {
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
  void clientOfAnotherPoolDoesNotExist() {
    String id = calls.created("");
    ClientCalls other = ClientCalls.on(server);

    assertThat(calls.describe(id).status()).isEqualTo(200);
    assertThat(other.describe(id).body())
        .isEqualTo(
            "{\"__type\":\"ResourceNotFoundException\",\"message\":\"User pool client "
                + id
                + " does not exist.\"}");
  }

  @Test
  void poolOfAnotherAccountDoesNotExist() {
    String id = calls.created("");

    assertThatThrownBy(
            () ->
                server
                    .sdk("111111111111")
                    .describeUserPoolClient(
                        request -> request.userPoolId(calls.poolId()).clientId(id)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("User pool " + calls.poolId() + " does not exist.");
  }
}
