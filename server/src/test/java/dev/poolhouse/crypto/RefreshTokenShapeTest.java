package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Proves that refresh tokens look as clients expect and that each has one text only.
final class RefreshTokenShapeTest {
  private static final String TOKEN = RefreshTokenShape.wrap(new byte[40]);

  @Property(tries = 100)
  void whatIsWrappedUnwraps(@ForAll @Size(min = 34, max = 500) byte[] sealed) {
    String token = RefreshTokenShape.wrap(sealed);

    assertThat(token).matches("[A-Za-z0-9-_=.]+").startsWith("eyJjdHkiOiJKV1Qi");
    assertThat(token.split("\\.", -1)).hasSize(5).doesNotContain("");
    assertThat(RefreshTokenShape.unwrap(token))
        .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(sealed));
  }

  @Test
  void theHeaderIsTheServices() {
    byte[] header = Base64.getUrlDecoder().decode(TOKEN.substring(0, TOKEN.indexOf('.')));

    assertThat(new String(header, StandardCharsets.UTF_8))
        .isEqualTo("{\"cty\":\"JWT\",\"enc\":\"A256GCM\",\"alg\":\"RSA-OAEP\"}");
  }

  record Refused(String name, String token) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Refused> REFUSED =
      List.of(
          new Refused("nothing", ""),
          new Refused("dots", "...."),
          new Refused("another header", TOKEN.replaceFirst("eyJ", "eyK")),
          new Refused("four parts", TOKEN.substring(0, TOKEN.lastIndexOf('.'))),
          new Refused("six parts", TOKEN + ".AA"),
          new Refused("padding", TOKEN + "=="),
          new Refused("a foreign letter", TOKEN + "+"),
          new Refused("more behind the tag", TOKEN + "AAAA"),
          new Refused("no ciphertext", RefreshTokenShape.wrap(new byte[34]).replace(".AA.", "..")),
          new Refused("a border moved", moved()),
          new Refused("a very long text", TOKEN + "A".repeat(100_000)));

  @ParameterizedTest
  @FieldSource("REFUSED")
  void othersAreRefused(Refused refused) {
    assertThat(RefreshTokenShape.unwrap(refused.token)).isEmpty();
  }

  @Test
  void whatIsTooShortToBeSealedIsRefused() {
    assertThatThrownBy(() -> RefreshTokenShape.wrap(new byte[33]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sealed value is too short");
  }

  /// Moves three bytes of the nonce into the part before it.
  private static String moved() {
    String[] parts = TOKEN.split("\\.", -1);
    byte[] key = new byte[8];
    parts[1] = Base64Text.encode(key);
    parts[2] = parts[2].substring(4);
    return String.join(".", parts);
  }
}
