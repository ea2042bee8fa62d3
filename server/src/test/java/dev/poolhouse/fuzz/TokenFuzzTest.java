package dev.poolhouse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.poolhouse.crypto.CryptoProvider;
import dev.poolhouse.crypto.Jwt;
import dev.poolhouse.crypto.RefreshTokenShape;
import dev.poolhouse.crypto.RsaVerifier;
import dev.poolhouse.crypto.TestKeyPairs;
import dev.poolhouse.signin.Sessions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Proves that any text as a token or secret block is read or passed over, and that none is taken
/// for a token that our key signed.
class TokenFuzzTest {
  private static final RsaVerifier KEY =
      new RsaVerifier(CryptoProvider.detect(), "k", TestKeyPairs.next().publicKey());

  @FuzzTest
  void token(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    assertThat(Jwt.verify(text, KEY)).isEmpty();
    Optional<String> kid = Jwt.kid(text);
    Optional<byte[]> sealed = RefreshTokenShape.unwrap(text);
    Optional<byte[]> block = Sessions.bytes(text);
    assertThat(kid.map(String::length).orElse(0)).isLessThanOrEqualTo(text.length());
    assertThat(sealed.map(found -> found.length).orElse(0)).isLessThanOrEqualTo(text.length());
    assertThat(block.map(found -> found.length).orElse(0)).isLessThanOrEqualTo(text.length());
  }

  @Test
  void damagedTokens() throws IOException {
    Mutations.run(TokenFuzzTest.class, "token", this::token);
  }
}
