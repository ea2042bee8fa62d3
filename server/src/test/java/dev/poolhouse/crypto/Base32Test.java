package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proves the encoding against the vectors of RFC 4648 §10, without their padding.
final class Base32Test {

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void vectors(String plain, String encoded) {
    assertThat(Base32.encode(plain.getBytes(StandardCharsets.UTF_8))).isEqualTo(encoded);
  }
}
