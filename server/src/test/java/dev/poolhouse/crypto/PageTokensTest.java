package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Proves that a paging token gives back its parts to its own kind, for an hour, and to no other.
final class PageTokensTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final PageTokens tokens =
      new PageTokens(new Sealer(new FixedDataKeys(1, 1), new SecureRandom()), now::get);

  @Test
  void partsComeBackAsTheyWere() {
    List<String> parts = List.of("", "us-east-1_AbC", "e-mail ^= \"ä\"");

    assertThat(tokens.read(tokens.make("ListUsers", parts), "ListUsers")).contains(parts);
    assertThat(tokens.read(tokens.make("ListUsers", List.of()), "ListUsers")).contains(List.of());
  }

  @Test
  void tokenOfAnotherKindIsRefused() {
    assertThat(tokens.read(tokens.make("ListUsers", List.of("a")), "ListGroups")).isEmpty();
  }

  @Test
  void tokenEndsAfterAnHour() {
    String token = tokens.make("ListUsers", List.of("a"));

    now.updateAndGet(time -> time.plus(Duration.ofHours(1)).minusMillis(1));
    assertThat(tokens.read(token, "ListUsers")).isPresent();
    now.updateAndGet(time -> time.plusMillis(1));
    assertThat(tokens.read(token, "ListUsers")).isEmpty();
  }

  @Test
  void anythingElseIsRefused() {
    String token = tokens.make("ListUsers", List.of("a"));

    assertThat(List.of("", "x", "us-east-1_AbC", token + "A", token.substring(1), "A".repeat(9000)))
        .allSatisfy(text -> assertThat(tokens.read(text, "ListUsers")).isEmpty());
  }
}
