package dev.poolhouse.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Proves that the outbox keeps the newest messages, never uses an id twice, and wakes who waits.
@Timeout(20)
final class OutboxTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Outbox outbox = new Outbox(InstantSource.fixed(NOW));

  private void send(String to) {
    outbox.send(TestMessages.email(to, TestMessages.anySender(), "subject", "body"));
  }

  private List<Long> ids(String to, long after, Duration wait) throws InterruptedException {
    Outbox.Query query =
        new Outbox.Query(Optional.of(to).filter(address -> !address.isEmpty()), after);
    return outbox.find(query, wait).stream().map(Outbox.Entry::id).toList();
  }

  @Test
  void newestComesFirst() throws InterruptedException {
    send("a@b");
    send("c@d");
    send("A@B");

    assertThat(ids("", 0, Duration.ZERO)).containsExactly(3L, 2L, 1L);
    assertThat(ids("a@b", 0, Duration.ZERO)).containsExactly(3L, 1L);
    assertThat(ids("a@b", 1, LONG)).containsExactly(3L);
    assertThat(ids("e@f", 0, Duration.ofMillis(5))).isEmpty();
    assertThat(outbox.find(new Outbox.Query(Optional.empty(), 2), LONG).getFirst().sentAt())
        .isEqualTo(NOW);
  }

  @Test
  void keepsTheNewestThousand() throws InterruptedException {
    for (int i = 0; i < Outbox.CAPACITY + 5; i++) {
      send("a@b");
    }

    assertThat(ids("", 0, Duration.ZERO))
        .hasSize(Outbox.CAPACITY)
        .startsWith((long) Outbox.CAPACITY + 5)
        .endsWith(6L);
  }

  @Test
  void idsGoOnAfterEmptying() throws InterruptedException {
    send("a@b");
    outbox.clear();
    assertThat(ids("", 0, Duration.ZERO)).isEmpty();

    send("a@b");

    assertThat(ids("", 0, Duration.ZERO)).containsExactly(2L);
  }

  @Test
  void waiterIsWokenByItsMessage() {
    CompletableFuture<List<Long>> waiting = waiting("c@d");
    send("a@b");
    send("c@d");

    assertThat(waiting.join()).containsExactly(2L);
  }

  @Test
  void closingEndsWaiting() {
    CompletableFuture<List<Long>> waiting = waiting("c@d");
    outbox.close();

    assertThat(waiting.join()).isEmpty();
  }

  private CompletableFuture<List<Long>> waiting(String to) {
    CompletableFuture<List<Long>> found = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                found.complete(ids(to, 0, LONG));
              } catch (InterruptedException e) {
                found.completeExceptionally(e);
              }
            });
    return found;
  }
}
