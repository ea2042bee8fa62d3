package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proves the codes against the vectors of RFC 6238 (appendix B, last six digits), and how far a
/// clock may be off.
final class TotpTest {
  private static final Secret KEY = Secret.of("12345678901234567890");
  private static final Instant TIME = Instant.ofEpochSecond(1_234_567_890);
  private static final String CODE = "005924";

  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void vectors(long seconds, String code) {
    Instant time = Instant.ofEpochSecond(seconds);
    assertThat(Totp.stepsShowing(KEY, code, List.of(time))).containsExactly(Totp.step(time));
  }

  @ParameterizedTest
  @CsvSource({"-60, false", "-30, true", "0, true", "30, true", "60, false"})
  void oneStepOff(long seconds, boolean accepted) {
    assertThat(Totp.stepsShowing(KEY, CODE, List.of(TIME.plusSeconds(seconds))).isEmpty())
        .isEqualTo(!accepted);
  }

  @Test
  void anyOfSeveralClocks() {
    List<Instant> times = List.of(TIME.plusSeconds(9_000), TIME);
    assertThat(Totp.stepsShowing(KEY, CODE, times)).containsExactly(Totp.step(TIME));
    assertThat(Totp.stepsShowing(KEY, "005925", times)).isEmpty();
    assertThat(Totp.stepsShowing(KEY, "5924", times)).isEmpty();
  }
}
