package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves the signature with the vector that the Standard Webhooks libraries test with, and what a
/// secret looks like.
final class WebhookSignerTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);

  private static String sign(String secret, String id, Instant at, String body) {
    return WebhookSigner.parse(Secret.of(secret))
        .sign(id, at, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void signatureIsTheStandards() {
    assertThat(sign(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", AT, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void everyPartIsSigned() {
    String signature = sign(SECRET, "id", AT, "body");

    assertThat(signature)
        .isEqualTo(sign(SECRET, "id", AT.plusMillis(999), "body"))
        .isNotEqualTo(sign(SECRET, "ie", AT, "body"))
        .isNotEqualTo(sign(SECRET, "id", AT.plusSeconds(1), "body"))
        .isNotEqualTo(sign(SECRET, "id", AT, "bodz"))
        .isNotEqualTo(sign(SECRET.replace('M', 'N'), "id", AT, "body"));
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 64})
  void secretHas24To64Bytes(int length) {
    assertThat(sign(secret(length), "id", AT, "body")).startsWith("v1,");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 23, 65})
  void secretOfOtherLengthIsRefused(int length) {
    assertThatThrownBy(() -> WebhookSigner.parse(Secret.of(secret(length))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ9r8GKYqrTwjUPD8I LPZI"})
  void whatIsNoSecretIsRefused(String text) {
    assertThatThrownBy(() -> WebhookSigner.parse(Secret.of(text)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void secretIsNotShown() {
    assertThat(WebhookSigner.parse(Secret.of(SECRET)).toString()).doesNotContain("MfKQ");
  }

  private static String secret(int length) {
    return "whsec_" + Base64.getEncoder().encodeToString(new byte[length]);
  }
}
