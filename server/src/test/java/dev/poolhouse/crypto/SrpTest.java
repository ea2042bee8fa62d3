package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// Proves the SRP formulas against vectors computed independently, both for passwords and devices,
/// and that a client's view agrees with the server's; and what is refused.
final class SrpTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String POOL = "AbCdEfGhI";
  private static final String NAME = "alice";
  private static final Secret PASSWORD = Secret.of("P@ssw0rd!23");
  private static final byte[] SALT = HexFormat.of().parseHex("8ce8291892390f6b53a245933faf6164");
  private static final BigInteger CLIENT_EXPONENT = new BigInteger("11".repeat(32), 16);
  private static final Secret SERVER_EXPONENT = Secret.of(HexFormat.of().parseHex("a5".repeat(32)));
  private static final byte[] SECRET_BLOCK =
      Base64.getDecoder().decode("c2VjcmV0LWJsb2NrLWZvci10ZXN0cw==");
  private static final String TIMESTAMP = "Sun Nov 1 09:05:07 UTC 2026";

  @Test
  void theMultiplierIsTheHashOfPrimeAndGenerator() {
    assertThat(SrpGroup.K.toString(16))
        .isEqualTo("538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6");
  }

  @ParameterizedTest
  @CsvSource({"-236,FF14", "20,14", "200,00C8", "236,00EC", "-200,FF38", "-20,EC", "-56,C8"})
  void paddingIsShortestTwosComplement(long number, String hex) {
    assertThat(HexFormat.of().withUpperCase().formatHex(Srp.pad(BigInteger.valueOf(number))))
        .isEqualTo(hex);
  }

  @Test
  void passwordVector() {
    Srp.Verifier verifier = Srp.verifierWithSalt(SALT, POOL, NAME, PASSWORD);
    Srp.Challenge challenge = Srp.challenge(SERVER_EXPONENT, verifier);
    BigInteger a = SrpGroup.powerOfG(CLIENT_EXPONENT);
    Secret key = Srp.sessionKey(a, challenge, verifier);

    assertThat(Srp.privateKey(SALT, POOL, NAME, PASSWORD).toString(16))
        .isEqualTo("4d7d9bd43ad1f2cab8b73c25b430714589493abfd2750918b78218e4c384e98e");
    assertThat(sha256(verifier.v().toString(16)))
        .isEqualTo("ebfc36bfc4d37881cbaa9483d0b263ff2e91ac47d4bb417a0e8add01f0e254f2");
    assertThat(verifier.v().toString(16))
        .startsWith("3767411fafc19394df0ea9c7d9b9c3e9")
        .endsWith("0cc3ea11f6a88e330556abbfd2c9f85b");
    assertThat(sha256(a.toString(16)))
        .isEqualTo("99f14375d9cdbb6a94ee1804aa89f307dd0cdc5c3a8002a9d24a1012a9d5e1a1");
    assertThat(sha256(challenge.hex()))
        .isEqualTo("f1515f02a7e4e34cc7ad157b96a73fedfefeddbc808d212f2f81c27efd1dee50");
    assertThat(Srp.scramble(a, challenge.publicValue()).toString(16))
        .isEqualTo("889e55582d625fb9fc10553501b3a59836c173ee6a202d4aa0844e98404bc8d8");
    assertThat(HexFormat.of().formatHex(key.bytes())).isEqualTo("f44c2c668acc273d76d1afd0bff729fb");
    assertThat(Srp.signature(key, POOL, NAME, SECRET_BLOCK, TIMESTAMP))
        .isEqualTo("pjJnG2FOuMoTL/oxsrgPf1IwS9DKXWmFGTa4+Zv5owM=");
    assertThat(verifier.saltHex()).isEqualTo("8ce8291892390f6b53a245933faf6164");
  }

  @Test
  void sharedSecretVector() {
    Srp.Verifier verifier = Srp.verifierWithSalt(SALT, POOL, NAME, PASSWORD);
    BigInteger b = Srp.challenge(SERVER_EXPONENT, verifier).publicValue();
    BigInteger a = SrpGroup.powerOfG(CLIENT_EXPONENT);
    BigInteger s = clientSecret(b, Srp.scramble(a, b), Srp.privateKey(SALT, POOL, NAME, PASSWORD));

    assertThat(sha256(s.toString(16)))
        .isEqualTo("a76375c0c113146fc296832527d25633343c0c223ee56e0e1d4ea672a7835e14");
  }

  @Test
  void deviceVector() {
    String group = "-v7w9UcY6";
    String device = "us-east-1_a1b2c3d4-5678-90ab-cdef-0123456789ab";
    Secret password = Secret.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJw==");
    byte[] salt = Base64.getDecoder().decode("AOuWqhEiM0RVZneImQCqu8w=");
    BigInteger v = Srp.verifierWithSalt(salt, group, device, password).v();
    String passwordVerifier = Base64.getEncoder().encodeToString(Srp.pad(v));
    Srp.Verifier verifier =
        Srp.Verifier.ofDevice(salt, Base64.getDecoder().decode(passwordVerifier));
    Srp.Challenge challenge = Srp.challenge(SERVER_EXPONENT, verifier);
    BigInteger a = SrpGroup.powerOfG(CLIENT_EXPONENT);
    Secret key = Srp.sessionKey(a, challenge, verifier);

    assertThat(passwordVerifier)
        .hasSize(512)
        .startsWith("OiM130wLO55p98a0bP02+6uN")
        .endsWith("l7mRybzZvDm2xi3s");
    assertThat(sha256(passwordVerifier))
        .isEqualTo("06f88894a0613bde8585a71702cc3f94fd0fbb88d21990afdb282bba31a72b65");
    assertThat(verifier.saltHex()).isEqualTo("eb96aa11223344556677889900aabbcc");
    assertThat(Srp.scramble(a, challenge.publicValue()).toString(16))
        .isEqualTo("b5e31318fb71fac5e4752100fe98ad61d99acf64224802c0389f6467e5dba934");
    assertThat(HexFormat.of().formatHex(key.bytes())).isEqualTo("0dd704b7bb968342c3219c6a687987e5");
    assertThat(Srp.signature(key, group, device, SECRET_BLOCK, TIMESTAMP))
        .isEqualTo("ZSX0y5yAsKl/wdm9LDYewmHRe0vmRYDPL2hI++GoRlY=");
    assertThat(Srp.matches(verifier, group, device, password)).isTrue();
  }

  @Test
  void aClientWithThePasswordReachesTheServersKey() {
    Srp.Verifier verifier = Srp.verifier(POOL, NAME, PASSWORD, RANDOM);
    Srp.Challenge challenge = Srp.serverChallenge(verifier, RANDOM);

    assertThat(clientKey(verifier, challenge, PASSWORD))
        .isEqualTo(Srp.sessionKey(SrpGroup.powerOfG(CLIENT_EXPONENT), challenge, verifier));
    assertThat(clientKey(verifier, challenge, Secret.of("p@ssw0rd!23")))
        .isNotEqualTo(Srp.sessionKey(SrpGroup.powerOfG(CLIENT_EXPONENT), challenge, verifier));
  }

  @Test
  void aNewVerifierHasASaltOfItsOwnWithoutLeadingZero() {
    Srp.Verifier one = Srp.verifier(POOL, NAME, PASSWORD, RANDOM);
    Srp.Verifier other = Srp.verifier(POOL, NAME, PASSWORD, RANDOM);

    assertThat(one.salt()).hasSize(16).isNotEqualTo(other.salt());
    assertThat(one.salt()[0]).isNotZero();
    assertThat(one.v()).isNotEqualTo(other.v());
  }

  record Match(String name, String pool, String user, String password, boolean expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Match> MATCHES =
      List.of(
          new Match("the same", POOL, NAME, "P@ssw0rd!23", true),
          new Match("another password", POOL, NAME, "P@ssw0rd!24", false),
          new Match("the empty password", POOL, NAME, "", false),
          new Match("another user", POOL, "bob", "P@ssw0rd!23", false),
          new Match("another pool", "AbCdEfGhJ", NAME, "P@ssw0rd!23", false),
          new Match("a name in other case", POOL, "Alice", "P@ssw0rd!23", false));

  @ParameterizedTest
  @FieldSource("MATCHES")
  void onlyThePasswordOfThatUserMatches(Match match) {
    Srp.Verifier verifier = Srp.verifierWithSalt(SALT, POOL, NAME, PASSWORD);

    assertThat(Srp.matches(verifier, match.pool, match.user, Secret.of(match.password)))
        .isEqualTo(match.expected);
  }

  record PublicValue(String name, String hex, boolean accepted) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String N_HEX = SrpGroup.N.toString(16);

  static final List<PublicValue> PUBLIC_VALUES =
      List.of(
          new PublicValue("an ordinary number", "abcdef0123456789", true),
          new PublicValue("upper case", "ABCDEF0123456789", true),
          new PublicValue("N - 1", SrpGroup.N.subtract(BigInteger.ONE).toString(16), true),
          new PublicValue(
              "two leading zeros before 768 digits",
              "00" + SrpGroup.N.subtract(BigInteger.TWO).toString(16),
              true),
          new PublicValue("nothing", "", false),
          new PublicValue("zero", "0", false),
          new PublicValue("many zeros", "0".repeat(768), false),
          new PublicValue("N", N_HEX, false),
          new PublicValue("2 N", SrpGroup.N.shiftLeft(1).toString(16), false),
          new PublicValue("N + 1", SrpGroup.N.add(BigInteger.ONE).toString(16), false),
          new PublicValue("a minus sign", "-1", false),
          new PublicValue("a plus sign", "+1", false),
          new PublicValue("not hex", "xyz", false),
          new PublicValue("a space", " 1", false),
          new PublicValue("digits of another script", "\u0661\u0662", false),
          new PublicValue("wide letters", "\uFF21", false),
          new PublicValue("0x in front", "0x12", false),
          new PublicValue("a very long text", "1".repeat(100_000), false));

  @ParameterizedTest
  @FieldSource("PUBLIC_VALUES")
  void publicValuesOfClientsAreChecked(PublicValue value) {
    assertThat(Srp.parseA(value.hex).isPresent()).isEqualTo(value.accepted);
  }

  @Test
  void theSessionKeyIsRefusedForAPublicValueThatWouldMakeItKnown() {
    Srp.Verifier verifier = Srp.verifierWithSalt(SALT, POOL, NAME, PASSWORD);
    Srp.Challenge challenge = Srp.challenge(SERVER_EXPONENT, verifier);

    for (BigInteger a : List.of(BigInteger.ZERO, SrpGroup.N, SrpGroup.N.negate())) {
      assertThatThrownBy(() -> Srp.sessionKey(a, challenge, verifier))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("A must be from 1 to N - 1");
    }
  }

  @Test
  void signaturesDependOnEveryPart() {
    Secret key = Secret.of(new byte[16]);
    String signature = Srp.signature(key, POOL, NAME, SECRET_BLOCK, TIMESTAMP);

    assertThat(Srp.signatureMatches(signature, signature)).isTrue();
    assertThat(
            List.of(
                Srp.signature(Secret.of(new byte[15]), POOL, NAME, SECRET_BLOCK, TIMESTAMP + " "),
                Srp.signature(key, "Other", NAME, SECRET_BLOCK, TIMESTAMP),
                Srp.signature(key, POOL, "bob", SECRET_BLOCK, TIMESTAMP),
                Srp.signature(key, POOL, NAME, new byte[1], TIMESTAMP),
                Srp.signature(key, POOL, NAME, SECRET_BLOCK, "Sun Nov 1 09:05:08 UTC 2026")))
        .noneMatch(other -> Srp.signatureMatches(signature, other));
  }

  private static Secret clientKey(Srp.Verifier verifier, Srp.Challenge challenge, Secret password) {
    BigInteger b = new BigInteger(challenge.hex(), 16);
    byte[] salt = new BigInteger(verifier.saltHex(), 16).toByteArray();
    BigInteger u = Srp.scramble(SrpGroup.powerOfG(CLIENT_EXPONENT), b);
    return Srp.stretch(u, clientSecret(b, u, Srp.privateKey(salt, POOL, NAME, password)));
  }

  /// S as a client computes it.
  private static BigInteger clientSecret(BigInteger b, BigInteger u, BigInteger x) {
    BigInteger base = b.subtract(SrpGroup.K.multiply(SrpGroup.G.modPow(x, SrpGroup.N)));
    return base.mod(SrpGroup.N).modPow(CLIENT_EXPONENT.add(u.multiply(x)), SrpGroup.N);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
