package dev.poolhouse.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// The clock of a development server. It only moves forward and is shared by all pools, so a test
/// that moves it must not run beside others that mind. May be shared.
public final class MovableClock {
  private static final String PATH = "/_poolhouse/clock";

  private final ServerHttp http;

  MovableClock(ServerHttp http) {
    this.http = http;
  }

  /// The server's time.
  public Instant now() {
    return time(http.get(PATH));
  }

  /// Moves the clock forward and returns the new time.
  public Instant advance(Duration by) {
    return time(http.post(PATH, Json.write(Map.of("advance", by.toString()))));
  }

  /// Moves the clock forward to this time and returns it.
  public Instant moveTo(Instant time) {
    return time(http.post(PATH, Json.write(Map.of("now", time.toString()))));
  }

  private static Instant time(String answer) {
    return Instant.parse(ServerHttp.text(Json.object(Json.parse(answer)), "now"));
  }
}
