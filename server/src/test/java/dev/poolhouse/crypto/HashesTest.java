package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Proves hashes against published values, and that threads do not disturb each other.
///
/// Source: RFC 4231, test cases 1 and 2; FIPS 180-2, "abc".
final class HashesTest {
  @Test
  void keyedHashesAreThePublishedOnes() {
    byte[] key = new byte[20];
    Arrays.fill(key, (byte) 0x0b);

    assertThat(hex(Hashes.hmac(key, utf8("Hi There"))))
        .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    assertThat(hex(Hashes.hmac(utf8("Jefe"), utf8("what do ya want "), utf8("for nothing?"))))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void hashesAreThePublishedOnes() {
    assertThat(hex(Hashes.sha256(utf8("a"), utf8("bc"))))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void manyThreadsHashAtOnce() {
    byte[] key = utf8("key");
    String alone = hex(Hashes.hmac(key, utf8("text")));

    assertThat(
            IntStream.range(0, 5_000).parallel().mapToObj(_ -> hex(Hashes.hmac(key, utf8("text")))))
        .allMatch(alone::equals);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
