package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves that a client which keeps the server waiting is cut off and gives its place to the next:
/// the door has room for one connection, so that a second caller is answered only when the first is
/// gone. A client that is merely waiting for the server's answer is left alone.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowClientsTest {
  private static final Duration READ = Duration.ofMillis(700);
  private static final Duration IDLE = Duration.ofMillis(1_400);
  private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String POST =
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
          + TestDoor.TYPE
          + "\r\nX-Amz-Target: "
          + TestDoor.TARGET
          + "InitiateAuth\r\n";

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);
  private TestDoor door;

  @BeforeEach
  void open() {
    door =
        new TestDoor(settings(), new NamedSignatures(TestDoor.SCOPES), new Waiting(), new Large());
  }

  @AfterEach
  void close() {
    answer.countDown();
    door.close();
  }

  private static FrontDoorSettings settings() {
    return new FrontDoorSettings(
        "127.0.0.1",
        0,
        Optional.empty(),
        Duration.ofSeconds(30),
        READ,
        IDLE,
        Duration.ofSeconds(5),
        1,
        16 * 1024);
  }

  /// Answers when the test says so.
  private final class Waiting implements HttpService {
    @Override
    public void routing(HttpRules rules) {
      rules.get(
          "/waiting",
          (_, response) -> {
            asked.countDown();
            answer.await();
            response.send("late");
          });
    }
  }

  /// Answers with more than socket buffers hold.
  private static final class Large implements HttpService {
    @Override
    public void routing(HttpRules rules) {
      rules.get("/large", (_, response) -> response.send(new byte[64 << 20]));
    }
  }

  private record Case(String name, String begin, String drip, String answer) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> slowClients() {
    String body = "Content-Length: 5000\r\n\r\n{\"ClientId\":\"";
    String chunks = "Transfer-Encoding: chunked\r\n\r\nA\r\n{\"ClientId";
    String tooLate = "HTTP/1.1 408";
    return Stream.of(
        new Case("says nothing", "", "", ""),
        new Case("half a request line", "GET / HT", "", ""),
        new Case("half the headers", "GET / HTTP/1.1\r\nHost: loc", "", ""),
        new Case("headers without end", "GET / HTTP/1.1\r\nHost: localhost\r\n", "X: y\r\n", ""),
        new Case("request line byte by byte", "GET /", "a", ""),
        new Case("half a body", POST + body, "", tooLate),
        new Case("body byte by byte", POST + body, "x", tooLate),
        new Case("half a chunk", POST + chunks, "", tooLate),
        new Case("a body nobody asked for", GET.replace("\r\n\r\n", "\r\n") + body, "x", "HTTP"),
        new Case("half the second request", GET + "GET / HT", "", "HTTP/1.1 200"),
        new Case("nothing after an answer", GET, "", "HTTP/1.1 200"),
        new Case("does not read its answer", "GET /large HTTP/1.1\r\nHost: a\r\n\r\n", "", ""));
  }

  @ParameterizedTest
  @MethodSource
  void slowClients(Case row) throws Exception {
    try (Socket slow = RawClient.open(door.port())) {
      write(slow, row.begin());
      Thread dripping = Thread.ofVirtual().start(() -> drip(slow, row.drip()));
      assertThat(RawClient.exchange(door.port(), GET)).startsWith("HTTP/1.1 200");
      if (!row.name().startsWith("does not read")) {
        assertThat(RawClient.read(slow)).startsWith(row.answer()).doesNotContain("HTTP/1.1 5");
      }
      dripping.interrupt();
      dripping.join();
    }
  }

  @Test
  void patienceWithTheServerItselfIsNotCounted() throws Exception {
    try (Socket client = RawClient.open(door.port())) {
      write(client, "GET /waiting HTTP/1.1\r\nHost: localhost\r\n\r\n");
      asked.await();
      Thread.sleep(READ.multipliedBy(2)); // longer than any client may take; nothing to wait for
      answer.countDown();
      assertThat(RawClient.read(client)).startsWith("HTTP/1.1 200").endsWith("late");
    }
  }

  @Test
  void connectionIsKeptForTheNextRequest() throws Exception {
    try (Socket client = RawClient.open(door.port())) {
      for (int i = 0; i < 20; i++) {
        write(client, GET);
        assertThat(RawClient.read(client)).startsWith("HTTP/1.1 200");
      }
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Sends the text again and again until the server has had enough.
  private static void drip(Socket socket, String text) {
    try {
      while (!text.isEmpty()) {
        write(socket, text);
        Thread.sleep(20);
      }
    } catch (SocketException | InterruptedException e) {
      Thread.currentThread().interrupt(); // cut off, or the test is over
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
