package dev.poolhouse.user;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.wire.ApiException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Proves the limit per second: so many requests and no more, each user by themselves, and all
/// again in the next second.
final class RequestRateTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-01T09:05:07Z"));
  private final RequestRate rate = new RequestRate(3, now::get);

  private void useThree(String subject) {
    for (int i = 0; i < 3; i++) {
      rate.use(subject);
    }
  }

  @Test
  void oneRequestTooManyIsRefused() {
    useThree("alice");
    assertThatThrownBy(() -> rate.use("alice"))
        .isInstanceOf(ApiException.class)
        .hasMessage("TooManyRequestsException: Rate exceeded");
  }

  @Test
  void othersAreNotHeldBack() {
    useThree("alice");
    assertThatCode(() -> useThree("bob")).doesNotThrowAnyException();
  }

  @Test
  void nextSecondStartsOver() {
    useThree("alice");
    now.updateAndGet(time -> time.plusSeconds(1));
    assertThatCode(() -> useThree("alice")).doesNotThrowAnyException();
  }
}
