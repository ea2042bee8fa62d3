package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves that development routes answer the developer and refuse what a hostile page can send:
/// foreign origins, and names re-bound to this machine. Raw sockets, because clients do not let one
/// choose `Host` freely.
class DevRoutesTest {
  private static TestDoor door;

  @BeforeAll
  static void open() {
    door =
        TestDoor.named(
            new DevRoutes(
                List.of("dev.example"),
                List.of(
                    rules ->
                        rules
                            .get("/outbox", (_, response) -> response.send("codes"))
                            .post("/reset", (_, response) -> response.send("emptied")))));
  }

  @AfterAll
  static void close() {
    door.close();
  }

  private record Case(String name, String request, int status) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> requests() {
    String port = ":7665";
    return Stream.of(
        new Case("curl", "GET /_poolhouse/outbox|Host: localhost" + port, 200),
        new Case("loopback address", "GET /_poolhouse/outbox|Host: 127.0.0.1" + port, 200),
        new Case("loopback of IPv6", "GET /_poolhouse/outbox|Host: [::1]" + port, 200),
        new Case("host without port", "GET /_poolhouse/outbox|Host: localhost", 200),
        new Case("host in capitals", "GET /_poolhouse/outbox|Host: LocalHost" + port, 200),
        new Case("configured name", "GET /_poolhouse/outbox|Host: dev.example" + port, 200),
        new Case(
            "our own page",
            "POST /_poolhouse/reset|Host: localhost:7665|Origin:"
                + " http://localhost:7665|Sec-Fetch-Site: same-origin",
            200),
        new Case(
            "typed into the address bar",
            "GET /_poolhouse/outbox|Host: localhost:7665|Sec-Fetch-Site: none|Sec-Fetch-Mode:"
                + " navigate",
            200),
        new Case(
            "link on another page",
            "GET /_poolhouse/outbox|Host: localhost:7665|Sec-Fetch-Site: cross-site|Sec-Fetch-Mode:"
                + " navigate",
            200),
        new Case("re-bound name", "GET /_poolhouse/outbox|Host: evil.example" + port, 403),
        new Case("name that begins like ours", "GET /_poolhouse/outbox|Host: localhost.evil", 403),
        new Case(
            "re-bound page of its own origin",
            "POST /_poolhouse/reset|Host: evil.example:7665|Origin:"
                + " http://evil.example:7665|Sec-Fetch-Site: same-origin",
            403),
        new Case(
            "hostile page",
            "POST /_poolhouse/reset|Host: localhost:7665|Origin: https://evil.example",
            403),
        new Case("sandboxed page", "POST /_poolhouse/reset|Host: localhost:7665|Origin: null", 403),
        new Case(
            "page on another port",
            "POST /_poolhouse/reset|Host: localhost:7665|Origin: http://localhost:3000",
            403),
        new Case(
            "image tag on a hostile page",
            "GET /_poolhouse/outbox|Host: localhost:7665|Sec-Fetch-Site: cross-site|Sec-Fetch-Mode:"
                + " no-cors",
            403),
        new Case(
            "form of a hostile page",
            "POST /_poolhouse/reset|Host: localhost:7665|Sec-Fetch-Site: cross-site|Sec-Fetch-Mode:"
                + " navigate",
            403),
        new Case(
            "preflight of a hostile page",
            "OPTIONS /_poolhouse/reset|Host: localhost:7665|Origin: https://evil.example",
            403),
        new Case("route that is not there", "GET /_poolhouse/none|Host: localhost:7665", 404));
  }

  @ParameterizedTest
  @MethodSource
  void requests(Case row) throws IOException {
    String[] lines = row.request().split("\\|", -1);
    lines[0] += " HTTP/1.1";
    String answer =
        RawClient.exchange(
            door.port(), String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 " + row.status() + " ");
    if (row.status() != 404) {
      assertThat(answer).doesNotContainIgnoringCase("access-control-");
    }
  }
}
