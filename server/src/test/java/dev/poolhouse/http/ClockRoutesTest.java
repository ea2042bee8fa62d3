package dev.poolhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.app.DevClock;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that the clock tells its time and moves forward only, with a reason for each refusal.
class ClockRoutesTest {
  private static final DevClock CLOCK =
      new DevClock(InstantSource.fixed(Instant.parse("2026-05-04T03:02:01.5Z")));

  private static TestDoor door;

  @BeforeAll
  static void open() {
    door = TestDoor.named(new DevRoutes(List.of(), List.of(new ClockRoutes(CLOCK))));
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @BeforeEach
  void reset() {
    CLOCK.reset();
  }

  private record Case(String name, String body, int status, String answer) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Case moved(String name, String body, String now) {
    return new Case(name, body, 200, "{\"now\":\"" + now + "\"}");
  }

  private static Case refused(String name, String body) {
    return new Case(
        name,
        body,
        400,
        "{\"message\":\"Send {\\\"advance\\\":\\\"PT1H\\\"} or"
            + " {\\\"now\\\":\\\"2030-01-01T00:00:00Z\\\"}.\"}");
  }

  private static Case refused(String name, String body, String message) {
    return new Case(name, body, 400, "{\"message\":\"" + message + "\"}");
  }

  static Stream<Case> moves() {
    String last = "The clock cannot be moved beyond 9999-12-31T23:59:59Z.";
    return Stream.of(
        moved("an hour", "{\"advance\":\"PT1H\"}", "2026-05-04T04:02:01.500Z"),
        moved("days", "{\"advance\":\"P30D\"}", "2026-06-03T03:02:01.500Z"),
        moved("not at all", "{\"advance\":\"PT0S\"}", "2026-05-04T03:02:01.500Z"),
        moved("to a time", "{\"now\":\"2026-12-01T00:00:00Z\"}", "2026-12-01T00:00:00Z"),
        moved("to the end", "{\"now\":\"9999-12-31T23:59:59Z\"}", "9999-12-31T23:59:59Z"),
        refused(
            "backwards", "{\"advance\":\"PT-1S\"}", "The clock only moves forward, not by PT-1S."),
        refused(
            "to the past",
            "{\"now\":\"2026-05-04T03:02:01Z\"}",
            "The clock only moves forward: it is already 2026-05-04T03:02:01.500Z."),
        refused("beyond the end", "{\"now\":\"+10000-01-01T00:00:00Z\"}", last),
        refused("by millennia", "{\"advance\":\"PT99999999999H\"}", last),
        refused("no duration", "{\"advance\":\"1h\"}"),
        refused("no time", "{\"now\":\"tomorrow\"}"),
        refused("a number", "{\"advance\":3600}"),
        refused("both", "{\"advance\":\"PT1H\",\"now\":\"2026-12-01T00:00:00Z\"}"),
        refused("neither", "{}"),
        refused("a list", "[]"),
        refused("no JSON", "advance=PT1H"),
        refused("nothing", ""));
  }

  @ParameterizedTest
  @MethodSource
  void moves(Case row) throws IOException, InterruptedException {
    HttpResponse<String> answer = post(row.body());

    assertThat(answer.body()).isEqualTo(row.answer());
    assertThat(answer.statusCode()).isEqualTo(row.status());
    if (row.status() == 200) {
      assertThat(door.send(HttpRequest.newBuilder(door.uri("/_poolhouse/clock"))).body())
          .isEqualTo(row.answer());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5_000, 3_000_000})
  void hugeBodyIsRefused(int size) throws IOException, InterruptedException {
    assertThat(post(" ".repeat(size)).statusCode()).isEqualTo(413);
  }

  private static HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return door.send(
        HttpRequest.newBuilder(door.uri("/_poolhouse/clock"))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }
}
