package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that wrapped keys open only with the same master key and context, and which texts are
/// master keys.
final class MasterKeyTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] DATA_KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  @Test
  void aWrappedKeyOpensOnlyWhereItBelongs() {
    MasterKey master = MasterKey.generate(RANDOM);
    byte[] wrapped = master.wrap(DATA_KEY, "SESSION:1");

    assertThat(master.unwrap(wrapped, "SESSION:1"))
        .hasValueSatisfying(key -> assertThat(key).isEqualTo(DATA_KEY));
    assertThat(master.unwrap(wrapped, "SESSION:2")).isEmpty();
    assertThat(MasterKey.generate(RANDOM).unwrap(wrapped, "SESSION:1")).isEmpty();
    assertThat(master.wrap(DATA_KEY, "SESSION:1")).isNotEqualTo(wrapped);
  }

  @Test
  void noAlteredOrShortenedKeyOpens() {
    MasterKey master = MasterKey.generate(RANDOM);
    byte[] wrapped = master.wrap(DATA_KEY, "SESSION:1");
    for (int i = 0; i < wrapped.length; i++) {
      byte[] altered = wrapped.clone();
      altered[i] ^= 1;
      assertThat(master.unwrap(altered, "SESSION:1")).isEmpty();
      assertThat(master.unwrap(Arrays.copyOf(wrapped, i), "SESSION:1")).isEmpty();
    }
  }

  static final List<String> TEXTS =
      List.of(
          "fb".repeat(32),
          "FB".repeat(32),
          "+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/s=",
          "-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_s",
          " " + "fb".repeat(32) + "\n");

  @ParameterizedTest
  @FieldSource("TEXTS")
  void allFormsOfOneKeyAreTheSameKey(String text) {
    MasterKey master = MasterKey.parse(Secret.of(text), RANDOM);
    byte[] wrapped = MasterKey.parse(Secret.of("fb".repeat(32)), RANDOM).wrap(DATA_KEY, "x");

    assertThat(master.unwrap(wrapped, "x"))
        .hasValueSatisfying(k -> assertThat(k).isEqualTo(DATA_KEY));
  }

  @Test
  void aGeneratedKeyIsReadBackFromItsText() {
    MasterKey master = MasterKey.generate(RANDOM);
    byte[] wrapped = master.wrap(DATA_KEY, "x");

    assertThat(MasterKey.parse(master.text(), RANDOM).unwrap(wrapped, "x")).isPresent();
    assertThat(master.toString()).doesNotContain(master.text().reveal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hunter2",
        "c2hvcnQ=",
        "fbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfx",
        "fbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfbfb"
      })
  void otherTextsAreRefusedWithoutShowingThem(String text) {
    assertThatThrownBy(() -> MasterKey.parse(Secret.of(text), RANDOM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessage("the master key must be 32 bytes, as 64 hex digits or as Base64");
  }
}
