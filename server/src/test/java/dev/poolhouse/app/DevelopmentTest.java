package dev.poolhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.message.TestMessages;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.sql.SqlPoolStore;
import dev.poolhouse.testing.EachServer;
import dev.poolhouse.testing.RawAnswer;
import dev.poolhouse.testing.TestServer;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/// Proves that the development routes are wired to the server: its clock, its outbox, its database.
@EachServer
final class DevelopmentTest {
  private final TestServer server;

  DevelopmentTest(TestServer server) {
    this.server = server;
  }

  private RawAnswer post(String path, String body) {
    return server.send(
        HttpRequest.newBuilder(server.url().resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  @Test
  void clockOfTheServerMoves() {
    Instant before = server.clock().instant();

    RawAnswer answer = post("/_poolhouse/clock", "{\"advance\":\"PT2H\"}");

    assertThat(Instant.parse(answer.json().path("now").asString()))
        .isBetween(before.plus(Duration.ofHours(2)), server.clock().instant());
  }

  @Test
  void outboxStartsEmpty() {
    assertThat(server.get("/_poolhouse/outbox").body()).isEqualTo("[]");
  }

  @Test
  void resetForgetsPoolsAndMovesTheClockBack() {
    Pool pool = TestMessages.pool(builder -> builder.name("p"), mfa -> mfa);
    server.database().database().run("add a pool", tx -> new SqlPoolStore().insert(tx, pool));
    String discovery = "/" + pool.id() + "/.well-known/openid-configuration";
    assertThat(server.get(discovery).status()).isEqualTo(200);
    post("/_poolhouse/clock", "{\"advance\":\"P10D\"}");

    assertThat(post("/_poolhouse/reset", "").body()).isEqualTo("{}");

    assertThat(server.get(discovery).status()).as("also gone from the cache").isEqualTo(404);
    assertThat(server.clock().instant())
        .isBefore(InstantSource.system().instant().plus(Duration.ofDays(1)));
  }
}
