package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.http.HttpService;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Proves that closing the door lets a running request finish, and nobody else in.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShutdownTest {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);
  private final HttpService waiting =
      rules ->
          rules.get(
              "/waiting",
              (_, response) -> {
                asked.countDown();
                answer.await();
                response.send("late");
              });

  @Test
  void runningRequestIsFinishedAndNewOnesAreRefused() throws Exception {
    try (TestDoor door = TestDoor.named(waiting);
        Socket running = RawClient.open(door.port());
        Socket idle = RawClient.open(door.port())) {
      ask(idle, "/");
      assertThat(RawClient.read(idle)).startsWith("HTTP/1.1 200");
      ask(running, "/waiting");
      asked.await();
      int port = door.port();
      Thread closing = Thread.ofVirtual().start(door::close);
      assertThat(idle.getInputStream().read()).isEqualTo(-1);
      assertRefused(port);
      answer.countDown();
      assertThat(RawClient.read(running)).startsWith("HTTP/1.1 200").endsWith("late");
      assertThat(running.getInputStream().read()).isEqualTo(-1);
      closing.join();
    }
  }

  /// A new connection is refused, or dropped without an answer when it came in just before the
  /// socket was closed.
  private static void assertRefused(int port) {
    try (Socket late = RawClient.open(port)) {
      ask(late, "/");
      assertThat(late.getInputStream().read()).isEqualTo(-1);
    } catch (IOException refused) {
      assertThat(refused).isInstanceOf(SocketException.class);
    }
  }

  private static void ask(Socket socket, String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
  }
}
