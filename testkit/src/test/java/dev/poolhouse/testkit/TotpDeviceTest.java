package dev.poolhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proves the codes against the vectors of RFC 6238 (appendix B, last six digits), and which codes
/// a test gets in a row.
final class TotpDeviceTest {
  /// Base32 of `12345678901234567890`, the key of the vectors.
  private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

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
    assertThat(TotpDevice.of(SECRET).code(Instant.ofEpochSecond(seconds))).isEqualTo(code);
  }

  @Test
  void twoFreshCodesWithoutWaiting() {
    Instant now = Instant.ofEpochSecond(1_234_567_890);
    TotpDevice device = TotpDevice.of(SECRET, () -> now);
    assertThat(device.freshCode()).isEqualTo(device.code());
    assertThat(device.freshCode()).isEqualTo(device.code(now.plusSeconds(30)));
    assertThatThrownBy(device::freshCode).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesWhatIsNoSecretCode() {
    assertThatThrownBy(() -> TotpDevice.of("GEZD 1")).isInstanceOf(IllegalArgumentException.class);
  }
}
