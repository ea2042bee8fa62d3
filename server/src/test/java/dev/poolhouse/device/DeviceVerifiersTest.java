package dev.poolhouse.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolhouse.crypto.FixedDataKeys;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.crypto.Srp;
import dev.poolhouse.testkit.DeviceVerifier;
import dev.poolhouse.user.UserId;
import dev.poolhouse.wire.ApiException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeviceSecretVerifierConfigType;

/// What a device may leave of its secret, and that it opens for this device alone.
final class DeviceVerifiersTest {
  private static final String KEY = "us-east-1_a1b2c3d4-5678-90ab-cdef-0123456789ab";
  private static final UserId ANN = new UserId("ann");
  private static final DeviceVerifier GOOD =
      DeviceVerifier.withSalt(
          "-v7w9UcY6", KEY, "secret", new BigInteger("eb96aa11223344556677889900aabbcc", 16));

  private final DeviceVerifiers verifiers =
      new DeviceVerifiers(new Sealer(new FixedDataKeys(1, 1), new SecureRandom()));

  private record Case(String name, DeviceSecretVerifierConfigType config) {
    @Override
    public String toString() {
      return name;
    }
  }

  @Test
  void zeroByteInFrontMayBeLeftOut() {
    byte[] salt = Base64.getDecoder().decode(GOOD.salt());
    assertThat(salt).startsWith(0, 0xeb);

    Srp.Verifier whole = open(config(GOOD.salt(), GOOD.passwordVerifier()));
    Srp.Verifier shorter =
        open(
            config(
                Base64.getEncoder().encodeToString(Arrays.copyOfRange(salt, 1, salt.length)),
                GOOD.passwordVerifier()));

    assertThat(whole.saltHex()).isEqualTo("eb96aa11223344556677889900aabbcc");
    assertThat(shorter.saltHex()).isEqualTo(whole.saltHex());
    assertThat(shorter.v()).isEqualTo(whole.v());
  }

  static Stream<Case> refused() {
    String one = base64(BigInteger.ONE);
    return Stream.of(
        new Case("no salt", DeviceSecretVerifierConfigType.builder().passwordVerifier(one).build()),
        new Case("no verifier", DeviceSecretVerifierConfigType.builder().salt(one).build()),
        new Case("salt is no Base64", config("%", GOOD.passwordVerifier())),
        new Case("salt is empty", config("", GOOD.passwordVerifier())),
        new Case(
            "salt of 65 bytes",
            config(base64(BigInteger.ONE.shiftLeft(515)), GOOD.passwordVerifier())),
        new Case("salt is huge", config("A".repeat(100_000), GOOD.passwordVerifier())),
        new Case("verifier is no Base64", config(GOOD.salt(), "no Base64!")),
        new Case("verifier is empty", config(GOOD.salt(), "")),
        new Case("verifier is zero", config(GOOD.salt(), base64(BigInteger.ZERO))),
        new Case(
            "verifier is more than N",
            config(GOOD.salt(), base64(BigInteger.ONE.shiftLeft(3072).subtract(BigInteger.ONE)))),
        new Case("verifier is huge", config(GOOD.salt(), "A".repeat(100_000))));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void nonsenseIsRefused(Case given) {
    assertThatThrownBy(() -> verifiers.seal(ANN, KEY, given.config()))
        .isInstanceOf(ApiException.class)
        .hasMessage("InvalidParameterException: Invalid device secret verifier given.");
  }

  @Test
  void absentConfigIsRefused() {
    assertThatThrownBy(() -> verifiers.seal(ANN, KEY, null))
        .hasMessage("InvalidParameterException: Invalid device secret verifier given.");
  }

  @Test
  void verifierOfAnotherUserOrDeviceDoesNotOpen() {
    Sealed sealed = verifiers.seal(ANN, KEY, config(GOOD.salt(), GOOD.passwordVerifier()));

    assertThat(verifiers.open(device(ANN, KEY, sealed)).saltHex()).isNotEmpty();
    assertThatThrownBy(() -> verifiers.open(device(new UserId("bob"), KEY, sealed)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> verifiers.open(device(ANN, KEY.replace('b', 'c'), sealed)))
        .isInstanceOf(IllegalStateException.class);
  }

  private Srp.Verifier open(DeviceSecretVerifierConfigType config) {
    return verifiers.open(device(ANN, KEY, verifiers.seal(ANN, KEY, config)));
  }

  private static Device device(UserId id, String key, Sealed verifier) {
    return new Device(
        id,
        key,
        "-v7w9UcY6",
        Optional.empty(),
        verifier,
        true,
        Optional.empty(),
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static DeviceSecretVerifierConfigType config(String salt, String verifier) {
    return DeviceSecretVerifierConfigType.builder().salt(salt).passwordVerifier(verifier).build();
  }

  private static String base64(BigInteger number) {
    return Base64.getEncoder().encodeToString(number.toByteArray());
  }
}
