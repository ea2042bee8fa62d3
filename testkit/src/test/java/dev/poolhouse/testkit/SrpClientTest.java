package dev.poolhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Proves that the client computes the numbers of one worked example, for a password and for a
/// device. The example's server value B is made here from its private value, so that only digests
/// of the long numbers need to be kept. Not proven: that a server accepts them.
class SrpClientTest {
  private static final BigInteger PRIVATE_A = new BigInteger("11".repeat(32), 16);
  private static final BigInteger PRIVATE_B = new BigInteger("a5".repeat(32), 16);
  private static final String SECRET_BLOCK = "c2VjcmV0LWJsb2NrLWZvci10ZXN0cw==";
  private static final Instant TIME = Instant.parse("2026-11-01T09:05:07Z");

  private static final String POOL_ID = "us-east-1_AbCdEfGhI";
  private static final String PASSWORD = "P@ssw0rd!23";
  private static final String SALT = "8ce8291892390f6b53a245933faf6164";

  private static final String GROUP_KEY = "-v7w9UcY6";
  private static final String DEVICE_KEY = "us-east-1_a1b2c3d4-5678-90ab-cdef-0123456789ab";
  private static final String DEVICE_PASSWORD =
      "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJw==";
  private static final String DEVICE_SALT = "eb96aa11223344556677889900aabbcc";

  private final SrpClient client = SrpClient.withPrivateValue(PRIVATE_A);

  @Test
  void multiplierIsTheKnownOne() {
    assertThat(SrpGroup.K.toString(16))
        .isEqualTo("538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6");
  }

  @Test
  void publicValueIsLowerCaseHexWithoutPadding() {
    assertThat(sha256(client.srpA()))
        .isEqualTo("99f14375d9cdbb6a94ee1804aa89f307dd0cdc5c3a8002a9d24a1012a9d5e1a1");
  }

  @Test
  void passwordBecomesTheKnownVerifier() {
    BigInteger x =
        SrpGroup.privateExponent(new BigInteger(SALT, 16), "AbCdEfGhI" + "alice", PASSWORD);
    assertThat(x.toString(16))
        .isEqualTo("4d7d9bd43ad1f2cab8b73c25b430714589493abfd2750918b78218e4c384e98e");
    assertThat(sha256(SrpGroup.verifier(x).toString(16)))
        .isEqualTo("ebfc36bfc4d37881cbaa9483d0b263ff2e91ac47d4bb417a0e8add01f0e254f2");
  }

  @Test
  void passwordChallengeGetsTheKnownAnswer() {
    String srpB = serverValue("AbCdEfGhI" + "alice", PASSWORD, SALT);
    assertThat(sha256(srpB))
        .isEqualTo("f1515f02a7e4e34cc7ad157b96a73fedfefeddbc808d212f2f81c27efd1dee50");
    Map<String, String> challenge =
        Map.of(
            "USER_ID_FOR_SRP",
            "alice",
            "USERNAME",
            "alice",
            "SALT",
            SALT,
            "SRP_B",
            srpB,
            "SECRET_BLOCK",
            SECRET_BLOCK);
    assertThat(client.passwordVerifier(POOL_ID, PASSWORD, challenge, TIME))
        .isEqualTo(
            Map.of(
                "USERNAME",
                "alice",
                "PASSWORD_CLAIM_SECRET_BLOCK",
                SECRET_BLOCK,
                "TIMESTAMP",
                "Sun Nov 1 09:05:07 UTC 2026",
                "PASSWORD_CLAIM_SIGNATURE",
                "pjJnG2FOuMoTL/oxsrgPf1IwS9DKXWmFGTa4+Zv5owM="));
  }

  @Test
  void deviceGetsTheKnownVerifier() {
    DeviceVerifier verifier =
        DeviceVerifier.withSalt(
            GROUP_KEY, DEVICE_KEY, DEVICE_PASSWORD, new BigInteger(DEVICE_SALT, 16));
    assertThat(verifier.salt()).isEqualTo("AOuWqhEiM0RVZneImQCqu8w=");
    assertThat(verifier.passwordVerifier()).hasSize(512).startsWith("OiM130wLO55p98a0bP02+6uN");
    assertThat(sha256(verifier.passwordVerifier()))
        .isEqualTo("06f88894a0613bde8585a71702cc3f94fd0fbb88d21990afdb282bba31a72b65");
  }

  @Test
  void deviceChallengeGetsTheKnownAnswer() {
    Map<String, String> challenge =
        Map.of(
            "USERNAME",
            "alice",
            "DEVICE_KEY",
            DEVICE_KEY,
            "SALT",
            DEVICE_SALT,
            "SRP_B",
            serverValue(GROUP_KEY + DEVICE_KEY, DEVICE_PASSWORD, DEVICE_SALT),
            "SECRET_BLOCK",
            SECRET_BLOCK);
    assertThat(client.devicePasswordVerifier(GROUP_KEY, DEVICE_PASSWORD, challenge, TIME))
        .containsEntry("DEVICE_KEY", DEVICE_KEY)
        .containsEntry("PASSWORD_CLAIM_SIGNATURE", "ZSX0y5yAsKl/wdm9LDYewmHRe0vmRYDPL2hI++GoRlY=");
  }

  /// B = (k·v + g^b) mod N, the server's part.
  private static String serverValue(String name, String password, String salt) {
    BigInteger v =
        SrpGroup.verifier(SrpGroup.privateExponent(new BigInteger(salt, 16), name, password));
    BigInteger gToB = SrpGroup.G.modPow(PRIVATE_B, SrpGroup.N);
    return SrpGroup.K.multiply(v).add(gToB).mod(SrpGroup.N).toString(16);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
