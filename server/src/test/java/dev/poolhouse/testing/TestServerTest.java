package dev.poolhouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Proves that the server starts on both databases and answers an operation it does not know.
@EachServer
final class TestServerTest {
  private final TestServer server;

  TestServerTest(TestServer server) {
    this.server = server;
  }

  @Test
  void unknownOperationIsRefused() {
    RawAnswer answer = server.call("NoSuchOperation", "{}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"__type\":\"UnknownOperationException\"}");
  }
}
