package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves that bodies and heads beyond every limit, broken ones and slow ones end in a clear
/// refusal or a closed connection, never in a 500, and that the server answers the next caller.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitsTest {
  private static TestDoor door;

  @BeforeAll
  static void open() {
    FrontDoorSettings settings =
        new FrontDoorSettings(
            "127.0.0.1",
            0,
            Optional.empty(),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(4),
            Duration.ofSeconds(5),
            100,
            16 * 1024);
    door = new TestDoor(settings, new NamedSignatures(TestDoor.SCOPES));
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @SuppressWarnings("ArrayRecordComponent") // read by this test alone
  private record Case(String name, String operation, byte[] body, int status, String type) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] ofSize(int bytes) {
    String head = "{\"ClientId\":\"c\",\"AuthFlow\":\"USER_AUTH\",\"X\":\"";
    return utf8(head + "x".repeat(bytes - head.length() - 2) + "\"}");
  }

  static Stream<Case> bodies() {
    String serialization = "SerializationException";
    return Stream.of(
        new Case("exactly the limit", "InitiateAuth", ofSize(1 << 20), 200, "Session"),
        new Case(
            "one byte more",
            "InitiateAuth",
            ofSize((1 << 20) + 1),
            413,
            "RequestEntityTooLargeException"),
        new Case(
            "two MiB for branding", "UpdateManagedLoginBranding", ofSize(2 << 20), 400, "Missing"),
        new Case(
            "more for branding",
            "UpdateManagedLoginBranding",
            ofSize((2 << 20) + 1),
            413,
            "RequestEntityTooLargeException"),
        new Case(
            "megabytes more",
            "InitiateAuth",
            ofSize(5 << 20),
            413,
            "RequestEntityTooLargeException"),
        new Case("not JSON", "InitiateAuth", utf8("hello"), 400, serialization),
        new Case("cut JSON", "InitiateAuth", utf8("{\"ClientId\":\"c"), 400, serialization),
        new Case("a list", "InitiateAuth", utf8("[]"), 400, serialization),
        new Case("wrong type", "InitiateAuth", utf8("{\"ClientId\":[1]}"), 400, serialization),
        new Case("two objects", "InitiateAuth", utf8("{}{}"), 400, serialization),
        new Case("deep", "InitiateAuth", utf8("{\"X\":" + "[".repeat(100_000)), 400, serialization),
        new Case(
            "not UTF-8",
            "InitiateAuth",
            "{\"ClientId\":\"\u00ff\u00fe\"}".getBytes(StandardCharsets.ISO_8859_1),
            400,
            serialization));
  }

  @ParameterizedTest
  @MethodSource
  void bodies(Case row) throws IOException {
    byte[] head = utf8(head(row.operation()) + "Content-Length: " + row.body().length + "\r\n\r\n");
    byte[] request = new byte[head.length + row.body().length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(row.body(), 0, request, head.length, row.body().length);
    assertThat(RawClient.exchange(door.port(), request))
        .startsWith("HTTP/1.1 " + row.status() + " ")
        .contains(row.type())
        .containsIgnoringCase("access-control-allow-origin: *");
  }

  @ParameterizedTest
  @MethodSource
  void chunkedBodies(Case row) throws IOException {
    StringBuilder request = new StringBuilder(head(row.operation()));
    request.append("Transfer-Encoding: chunked\r\n\r\n");
    String body = new String(row.body(), StandardCharsets.ISO_8859_1);
    for (int at = 0; at < body.length(); at += 65_536) {
      String chunk = body.substring(at, Math.min(body.length(), at + 65_536));
      request.append(Integer.toHexString(chunk.length())).append("\r\n").append(chunk);
      request.append("\r\n");
    }
    request.append("0\r\n\r\n");
    assertThat(RawClient.exchange(door.port(), request.toString()))
        .startsWith("HTTP/1.1 " + row.status() + " ")
        .contains(row.type());
  }

  static Stream<Case> chunkedBodies() {
    return bodies();
  }

  private static String head(String operation) {
    return "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
        + TestDoor.TYPE
        + "\r\nX-Amz-Target: "
        + TestDoor.TARGET
        + operation
        + "\r\n";
  }

  @Test
  void bodyCutByTheClientIsNoServerError() throws IOException {
    try (Socket socket = RawClient.open(door.port())) {
      socket
          .getOutputStream()
          .write(utf8(head("InitiateAuth") + "Content-Length: 100\r\n\r\n{\"Cli"));
      socket.shutdownOutput();
      assertThat(RawClient.read(socket)).doesNotContain("HTTP/1.1 5");
    }
    assertAnswers();
  }

  private record Head(String name, String request, String status) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Head> heads() {
    return Stream.of(
        new Head(
            "headers beyond the limit",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
            "HTTP/1.1 4"),
        new Head(
            "path beyond the limit",
            "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "HTTP/1.1 4"),
        new Head("no HTTP", "hello\r\n\r\n", ""),
        new Head("no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", "HTTP/1.1 400"),
        new Head(
            "control bytes in a header",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\u0001b\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 400"),
        new Head(
            "two lengths",
            "POST / HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Content-Length: 2\r\n"
                + "Content-Length: 3\r\n"
                + "Connection: close\r\n\r\n"
                + "{}",
            "HTTP/1.1 4"),
        new Head(
            "length and chunks",
            "POST / HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Content-Length: 2\r\n"
                + "Transfer-Encoding: chunked\r\n"
                + "Connection: close\r\n\r\n"
                + "0\r\n\r\n",
            "HTTP/1.1 4"),
        new Head(
            "negative length",
            "POST / HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Content-Length: -2\r\n"
                + "Connection: close\r\n\r\n"
                + "{}",
            "HTTP/1.1 4"),
        new Head(
            "unknown path",
            "GET /none?secret=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "HTTP/1.1 404"));
  }

  @ParameterizedTest
  @MethodSource
  void heads(Head row) throws IOException {
    String answer = RawClient.exchange(door.port(), row.request());
    assertThat(answer).startsWith(row.status()).doesNotContain("secret");
    assertAnswers();
  }

  private static void assertAnswers() throws IOException {
    assertThat(
            RawClient.exchange(
                door.port(), "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }
}
