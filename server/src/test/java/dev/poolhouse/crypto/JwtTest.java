package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Proves the exact bytes of a token, that another library accepts it, and that only tokens of a
/// known key and RS256 are accepted, under both providers of RSA.
final class JwtTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final CryptoProvider DETECTED = CryptoProvider.detect();
  private static final RsaKeys.Pair KEY = new RsaKeys(DETECTED, RANDOM).generate();
  private static final RsaSigner SIGNER = new RsaSigner(DETECTED, KEY.kid(), KEY.privateKey());
  private static final RsaVerifier VERIFIER = new RsaVerifier(DETECTED, KEY.kid(), KEY.publicKey());
  private static final RsaVerifier JDK_VERIFIER =
      new RsaVerifier(CryptoProvider.jdk("for comparison"), KEY.kid(), KEY.publicKey());
  private static final String CLAIMS = "{\"sub\":\"aaaa\",\"name\":\"Zo\u00eb \uD83D\uDE00\"}";
  private static final String TOKEN = Jwt.sign(SIGNER, CLAIMS);
  private static final String HEADER = TOKEN.substring(0, TOKEN.indexOf('.'));
  private static final String PAYLOAD =
      TOKEN.substring(TOKEN.indexOf('.') + 1, TOKEN.lastIndexOf('.'));
  private static final String SIGNATURE = TOKEN.substring(TOKEN.lastIndexOf('.') + 1);

  @Test
  void headerAndPayloadAreExactlyThese() {
    assertThat(text(HEADER)).isEqualTo("{\"kid\":\"" + KEY.kid() + "\",\"alg\":\"RS256\"}");
    assertThat(text(PAYLOAD)).isEqualTo(CLAIMS);
  }

  @Test
  void claimsAreReadBack() {
    assertThat(Jwt.kid(TOKEN)).contains(KEY.kid());
    assertThat(Jwt.verify(TOKEN, VERIFIER)).contains(CLAIMS);
    assertThat(VERIFIER).hasToString("RsaVerifier[" + KEY.kid() + "]");
  }

  @Test
  void anotherLibraryAcceptsTokenAndKey() throws ParseException, JOSEException {
    JWK jwk = JWK.parse(RsaKeys.jwk(KEY.kid(), KEY.publicKey()));

    assertThat(SignedJWT.parse(TOKEN).verify(new RSASSAVerifier(jwk.toRSAKey()))).isTrue();
    assertThat(RsaKeys.jwk(KEY.kid(), KEY.publicKey()).keySet())
        .containsExactly("alg", "e", "kid", "kty", "n", "use");
    assertThat(jwk.toRSAKey().toRSAPublicKey().getModulus())
        .isEqualTo(KEY.publicKey().getModulus());
  }

  @Test
  void bothProvidersMakeTheSameToken() {
    CryptoProvider jdk = CryptoProvider.jdk("for comparison");

    assertThat(Jwt.sign(new RsaSigner(jdk, KEY.kid(), KEY.privateKey()), CLAIMS)).isEqualTo(TOKEN);
    assertThat(Jwt.verify(TOKEN, JDK_VERIFIER)).contains(CLAIMS);
    assertThat(jdk.description()).isEqualTo("JDK (for comparison)");
    assertThat(DETECTED.description()).isNotEmpty();
  }

  @Test
  void manyThreadsShareOneSigner() {
    assertThat(IntStream.range(0, 64).parallel().mapToObj(_ -> Jwt.sign(SIGNER, CLAIMS)))
        .allMatch(TOKEN::equals);
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
          new Refused("two dots", ".."),
          new Refused("no signature", HEADER + '.' + PAYLOAD + '.'),
          new Refused("two parts", HEADER + '.' + PAYLOAD),
          new Refused("a fourth part", TOKEN + ".AAAA"),
          new Refused(
              "another payload", HEADER + '.' + encode("{\"sub\":\"b\"}") + '.' + SIGNATURE),
          new Refused("a shorter signature", TOKEN.substring(0, TOKEN.length() - 4)),
          new Refused("padding", TOKEN + "=="),
          new Refused("white space", TOKEN + " "),
          new Refused("a signature with stray bits", strayBits()),
          new Refused("no kid", signed("{\"alg\":\"RS256\"}")),
          new Refused("a kid that is a number", signed("{\"kid\":1,\"alg\":\"RS256\"}")),
          new Refused("an unknown kid", signed("{\"kid\":\"x\",\"alg\":\"RS256\"}")),
          new Refused("no algorithm", signed(header("\"typ\":\"JWT\""))),
          new Refused("algorithm none", signed(header("\"alg\":\"none\""))),
          new Refused(
              "algorithm none without signature",
              encode(header("\"alg\":\"none\"")) + '.' + PAYLOAD + '.'),
          new Refused("algorithm HS256", signed(header("\"alg\":\"HS256\""))),
          new Refused("algorithm RS512", signed(header("\"alg\":\"RS512\""))),
          new Refused("algorithm in lower case", signed(header("\"alg\":\"rs256\""))),
          new Refused("crit", signed(header("\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":false"))),
          new Refused("a header that is a list", signed("[]")),
          new Refused("a header that is null", signed("null")),
          new Refused("a header that is not JSON", signed("{")),
          new Refused(
              "a long header",
              signed(header("\"alg\":\"RS256\",\"x\":\"" + "x".repeat(2000) + '"'))),
          new Refused("a long token", "A".repeat(1_000_000)),
          new Refused("dots", ".".repeat(16_000)));

  @ParameterizedTest
  @FieldSource("REFUSED")
  void othersAreRefused(Refused refused) {
    assertThat(Jwt.verify(refused.token, VERIFIER)).isEmpty();
    assertThat(Jwt.verify(refused.token, JDK_VERIFIER)).isEmpty();
  }

  /// A header and the `kid` that it names, if any.
  record Named(String header, Optional<String> kid) {}

  static final List<Named> NAMED =
      List.of(
          new Named("{\"kid\":\"ab+/=\",\"alg\":\"RS256\"}", Optional.of("ab+/=")),
          new Named("{\"kid\":\"\",\"alg\":\"RS256\"}", Optional.of("")),
          new Named("{\"kid\":\"a\\\"b\",\"alg\":\"RS256\"}", Optional.of("a\"b")),
          new Named("{\"kid\":\"a\\u0062\",\"alg\":\"RS256\"}", Optional.of("ab")),
          new Named("{ \"alg\" : \"RS256\", \"kid\" : \"a\" }", Optional.of("a")),
          new Named("{\"kid\":\"a\",\"alg\":\"HS256\",\"alg2\":\"RS256\"}", Optional.empty()),
          new Named(
              "{\"kid\":\"a\",\"crit\":[\"b\"],\"x\":\"\",\"alg\":\"RS256\"}", Optional.empty()),
          new Named("{\"kid\":\",\"alg\":\"RS256\"}", Optional.empty()),
          new Named("{\"kid\":\"\"", Optional.empty()),
          new Named("{\"alg\":\"RS256\"}", Optional.empty()),
          new Named("null", Optional.empty()),
          new Named("", Optional.empty()));

  @ParameterizedTest
  @FieldSource("NAMED")
  void theKeyIsNamedInTheHeader(Named named) {
    assertThat(Jwt.kid(encode(named.header) + ".e30.AAAA")).isEqualTo(named.kid);
  }

  @Test
  void onlyOurOwnHeaderIsAccepted() {
    assertThat(Jwt.verify(signed(header("\"alg\":\"RS256\"")), VERIFIER)).contains(CLAIMS);
    assertThat(Jwt.verify(signed(header("\"alg\":\"RS256\",\"typ\":\"JWT\"")), VERIFIER)).isEmpty();
    assertThat(Jwt.verify(signed(" " + header("\"alg\":\"RS256\"")), VERIFIER)).isEmpty();
  }

  @Test
  void aTokenSignedByAnotherKeyOfThatNameIsRefused() {
    RsaKeys.Pair other = new RsaKeys(DETECTED, RANDOM).generate();
    RsaSigner forger = new RsaSigner(DETECTED, KEY.kid(), other.privateKey());

    assertThat(Jwt.verify(Jwt.sign(forger, CLAIMS), VERIFIER)).isEmpty();
  }

  @Test
  void keysHaveTheServicesForm() {
    assertThat(KEY.kid()).hasSize(44);
    assertThat(Base64.getDecoder().decode(KEY.kid())).hasSize(32);
    assertThat(KEY.publicKey().getModulus().bitLength()).isEqualTo(2048);
    assertThat(RsaKeys.publicKey(KEY.publicKey().getEncoded())).isEqualTo(KEY.publicKey());
    assertThat(KEY.toString()).contains("privateKey=***");
    assertThat(SIGNER).hasToString("RsaSigner[" + KEY.kid() + "]");
  }

  @Test
  void otherBytesAreNoKeys() {
    assertThatThrownBy(() -> RsaKeys.publicKey(new byte[10]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RsaSigner(DETECTED, "kid", Secret.of(new byte[10])))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RsaVerifier(DETECTED, "no \"kid\"", KEY.publicKey()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String header(String members) {
    return "{\"kid\":\"" + KEY.kid() + "\"," + members + '}';
  }

  private static String signed(String header) {
    String content = encode(header) + '.' + PAYLOAD;
    byte[] signature = SIGNER.sign(content.getBytes(StandardCharsets.US_ASCII));
    return content + '.' + Base64Text.encode(signature);
  }

  /// The same signature bytes in a text whose last letter differs in bits that mean nothing.
  private static String strayBits() {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char last = TOKEN.charAt(TOKEN.length() - 1);
    String altered =
        TOKEN.substring(0, TOKEN.length() - 1) + alphabet.charAt(alphabet.indexOf(last) + 1);
    byte[] bytes = Base64.getUrlDecoder().decode(altered.substring(altered.lastIndexOf('.') + 1));
    assertThat(Arrays.equals(bytes, Base64.getUrlDecoder().decode(SIGNATURE))).isTrue();
    return altered;
  }

  private static String encode(String text) {
    return Base64Text.encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
