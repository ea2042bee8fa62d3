package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.crypto.Secret;
import dev.poolhouse.message.Message;
import dev.poolhouse.message.Outbox;
import dev.poolhouse.pool.PoolId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves what the outbox answers to programs and to browsers, and that neither a hostile page nor
/// a hostile message gets anything out of it.
@Timeout(60)
class OutboxRoutesTest {
  private static final Outbox OUTBOX =
      new Outbox(InstantSource.fixed(Instant.parse("2026-05-04T03:02:01Z")));

  private static TestDoor door;

  @BeforeAll
  static void open() {
    door = TestDoor.named(new DevRoutes(List.of(), List.of(new OutboxRoutes(OUTBOX))));
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @BeforeEach
  void empty() {
    OUTBOX.clear();
  }

  private static void send(String to, String username, String subject, String body) {
    OUTBOX.send(
        new Message(
            "00000000-0000-4000-8000-000000000001",
            new PoolId("us-east-1_TestPool1"),
            username,
            to.startsWith("+") ? Message.Medium.SMS : Message.Medium.EMAIL,
            to,
            Message.Purpose.SIGN_UP,
            new Message.Sender(Optional.empty(), Optional.empty(), Optional.empty()),
            subject,
            Secret.of(body),
            Optional.of(Secret.of("123456")),
            Optional.of(Secret.of("http://localhost/confirmUser/?a=1&b=2"))
                .filter(_ -> subject.contains("link"))));
  }

  private static long lastId() throws InterruptedException {
    return OUTBOX.find(new Outbox.Query(Optional.empty(), 0), Duration.ZERO).stream()
        .mapToLong(Outbox.Entry::id)
        .max()
        .orElse(0);
  }

  private static HttpResponse<String> get(String query, String accept)
      throws IOException, InterruptedException {
    return door.send(
        HttpRequest.newBuilder(door.uri("/_poolhouse/outbox" + query)).header("Accept", accept));
  }

  @Test
  void messageIsAnsweredWhole() throws IOException, InterruptedException {
    send("f+1@example.com", "frank \"f\"", "link", "<a href=\"x\">é</a>");

    HttpResponse<String> answer = get("?to=F%2B1@example.com", "*/*");

    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(answer.body())
        .isEqualTo(
            """
            [{"id":"%d","poolId":"us-east-1_TestPool1","username":"frank \\"f\\"",\
            "to":"f+1@example.com","medium":"EMAIL","purpose":"SIGN_UP","subject":"link",\
            "body":"<a href=\\"x\\">é</a>","code":"123456",\
            "link":"http://localhost/confirmUser/?a=1&b=2","sentAt":"2026-05-04T03:02:01Z"}]\
            """
                .formatted(lastId()));
  }

  @Test
  void newestComesFirstAndOnlyWhatIsAskedFor() throws IOException, InterruptedException {
    send("a@example.com", "one", "", "");
    long first = lastId();
    send("+12065559934", "two", "", "");
    send("a@example.com", "three", "", "");

    assertThat(get("", "*/*").body()).containsSubsequence("three", "two", "one");
    assertThat(get("?to=a@example.com&after=" + first, "*/*").body())
        .contains("three")
        .doesNotContain("one")
        .doesNotContain("two");
    assertThat(get("?to=%2B12065559934", "*/*").body()).contains("two").doesNotContain("one");
    assertThat(get("?to=nobody", "*/*").body()).isEqualTo("[]");
  }

  @Test
  void waitingEndsWithTheMessage() throws InterruptedException {
    send("a@example.com", "one", "", "");
    long first = lastId();
    try (HttpClient client = HttpClient.newHttpClient()) {
      CompletableFuture<HttpResponse<String>> waiting =
          client.sendAsync(
              HttpRequest.newBuilder(
                      door.uri("/_poolhouse/outbox?to=a@example.com&wait=60&after=" + first))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      send("b@example.com", "two", "", "");
      send("a@example.com", "three", "", "");

      assertThat(waiting.join().body()).contains("three").doesNotContain("one");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"wait=x", "wait=-1", "after=-1", "after=1.5", "after=9999999999999999999999"})
  void wrongNumbersAreRefused(String query) throws IOException, InterruptedException {
    HttpResponse<String> answer = get("?" + query, "*/*");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"message\":\"'after' and 'wait' must be whole numbers that are not negative.\"}");
  }

  @Test
  void deletingEmpties() throws IOException, InterruptedException {
    send("a@example.com", "one", "", "");

    HttpResponse<String> answer =
        door.send(HttpRequest.newBuilder(door.uri("/_poolhouse/outbox")).DELETE());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(get("", "*/*").body()).isEqualTo("[]");
  }

  @Test
  void pageEmptiesWithItsForm() throws IOException, InterruptedException {
    send("a@example.com", "one", "", "");

    HttpResponse<String> answer =
        door.send(
            HttpRequest.newBuilder(door.uri("/_poolhouse/outbox/empty"))
                .header("Origin", "http://127.0.0.1:" + door.port())
                .POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("location")).hasValue("/_poolhouse/outbox");
    assertThat(get("", "*/*").body()).isEqualTo("[]");
  }

  private record Case(String name, String request) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> strangers() {
    return Stream.of(
        new Case("reads", "GET /_poolhouse/outbox|Host: localhost|Origin: https://evil.example"),
        new Case("empties", "DELETE /_poolhouse/outbox|Host: localhost|Origin: null"),
        new Case(
            "posts a form",
            "POST /_poolhouse/outbox/empty|Host: localhost|Origin: https://evil.example"),
        new Case("re-binds a name", "GET /_poolhouse/outbox|Host: evil.example"));
  }

  @ParameterizedTest
  @MethodSource
  void strangers(Case row) throws IOException, InterruptedException {
    send("a@example.com", "one", "", "");
    String[] lines = row.request().split("\\|", -1);
    lines[0] += " HTTP/1.1";

    String answer =
        RawClient.exchange(
            door.port(), String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 403 ").doesNotContain("123456");
    assertThat(get("", "*/*").body()).contains("one");
  }

  @Test
  void browsersGetAPageInWhichEverythingIsEscaped() throws IOException, InterruptedException {
    send(
        "a@example.com",
        "<script>alert('name')</script>",
        "<script>alert(\"subject\")</script>",
        "<script>alert('body')</script>");

    HttpResponse<String> page =
        get("?to=a@example.com", "text/html,application/xhtml+xml,*/*;q=0.8");

    assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("content-security-policy"))
        .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none';"));
    assertThat(page.body())
        .contains("123456")
        .contains("&lt;script&gt;alert(&#39;name&#39;)&lt;/script&gt;")
        .contains("&lt;script&gt;alert(&quot;subject&quot;)&lt;/script&gt;")
        .contains("<iframe sandbox title=\"Message\" srcdoc=\"&lt;script&gt;alert(&#39;body&#39;)")
        .contains("value=\"a@example.com\"")
        .doesNotContainIgnoringCase("<script");
  }

  @Test
  void addressAskedForIsEscaped() throws IOException, InterruptedException {
    assertThat(get("?to=%22%3E%3Cscript%3E", "text/html").body())
        .contains("value=\"&quot;&gt;&lt;script&gt;\"")
        .contains("No messages yet.");
  }
}
