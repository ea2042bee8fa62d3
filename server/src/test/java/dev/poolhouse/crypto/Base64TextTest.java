package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Proves that each byte string has one text, and that no other text is read.
final class Base64TextTest {
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  @Test
  void onlyWhatWouldBeWrittenIsRead() {
    Random random = new Random(1);
    int read = 0;
    for (int i = 0; i < 50_000; i++) {
      String text = text(random);
      Optional<byte[]> bytes = Base64Text.decode(text);
      read += bytes.isPresent() ? 1 : 0;
      assertThat(bytes.map(Arrays::toString))
          .as(text)
          .isEqualTo(plainly(text).map(Arrays::toString));
    }
    assertThat(read).isBetween(5_000, 45_000);
  }

  /// What is written again and compared.
  private static Optional<byte[]> plainly(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)
          ? Optional.of(bytes)
          : Optional.empty();
    } catch (IllegalArgumentException foreignLetters) {
      return Optional.empty();
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(10); left > 0; left--) {
      text.append(
          random.nextInt(20) == 0
              ? "=+/ \n\u00eb.A".charAt(random.nextInt(8))
              : LETTERS.charAt(random.nextInt(64)));
    }
    return text + "=".repeat(random.nextInt(6) == 0 ? random.nextInt(3) : 0);
  }
}
