package dev.poolhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves that a deleted client is gone on the next call. That its tokens still verify is proven
/// with the token operations.
final class DeleteUserPoolClientTest {
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
  void deletedClientIsGoneOnTheNextCall() {
    String id = calls.created("'GenerateSecret':true");
    calls.describe(id);

    RawAnswer deleted = calls.call("DeleteUserPoolClient", "'ClientId':'" + id + "'");

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(calls.describe(id).errorType()).isEqualTo("ResourceNotFoundException");
    assertThat(calls.call("DeleteUserPoolClient", "'ClientId':'" + id + "'").body())
        .isEqualTo(
            "{\"__type\":\"ResourceNotFoundException\",\"message\":\"User pool client "
                + id
                + " does not exist.\"}");
  }

  @Test
  void clientOfAnotherPoolStays() {
    String id = calls.created("");

    RawAnswer answer =
        ClientCalls.on(server).call("DeleteUserPoolClient", "'ClientId':'" + id + "'");

    assertThat(answer.errorType()).isEqualTo("ResourceNotFoundException");
    assertThat(calls.describe(id).status()).isEqualTo(200);
  }
}
