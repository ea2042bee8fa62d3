package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Proves that verifiers survive encoding, keep no foreign array, show nothing, and refuse numbers
/// outside the group.
final class SrpVerifierTest {
  private static final byte[] SALT = {1, 2, 3};
  private static final BigInteger LARGEST = SrpGroup.N.subtract(BigInteger.ONE);

  @Test
  void encodingAndDecodingGiveTheSameVerifier() {
    for (BigInteger v : List.of(BigInteger.ONE, BigInteger.valueOf(0x80), LARGEST)) {
      Srp.Verifier verifier = new Srp.Verifier(SALT, v);

      assertThat(verifier.encode()).hasSize(SALT.length + 384);
      assertThat(Srp.Verifier.decode(verifier.encode())).isEqualTo(verifier);
    }
  }

  @Test
  void changingTheArraysOutsideChangesNothing() {
    byte[] salt = SALT.clone();
    Srp.Verifier verifier = new Srp.Verifier(salt, BigInteger.TWO);
    salt[0] = 9;
    verifier.salt()[1] = 9;

    assertThat(verifier.salt()).isEqualTo(SALT);
  }

  @Test
  void neitherPrintsNorEqualsByChance() {
    Srp.Verifier verifier = new Srp.Verifier(SALT, BigInteger.valueOf(12_345));

    assertThat(verifier).hasToString("Verifier[***]");
    assertThat(verifier)
        .isNotEqualTo(new Srp.Verifier(SALT, BigInteger.TWO))
        .isNotEqualTo(new Srp.Verifier(new byte[] {1}, BigInteger.valueOf(12_345)))
        .hasSameHashCodeAs(new Srp.Verifier(SALT, BigInteger.valueOf(12_345)));
    assertThat(new Srp.Challenge(Secret.of("b"), BigInteger.TEN).toString())
        .isEqualTo("Challenge[exponent=***, publicValue=10]");
  }

  @Test
  void saltsArePrintedAsTheShortestHex() {
    assertThat(new Srp.Verifier(new byte[] {0, 0x0a, (byte) 0xff}, BigInteger.TWO).saltHex())
        .isEqualTo("aff");
  }

  @Test
  void aDevicesNumbersMayLeadWithAZeroByteOrNot() {
    byte[] high = {(byte) 0xeb, 1};
    byte[] padded = {0, (byte) 0xeb, 1};

    assertThat(Srp.Verifier.ofDevice(padded, padded).v())
        .isEqualTo(Srp.Verifier.ofDevice(high, high).v())
        .isEqualTo(BigInteger.valueOf(0xeb01));
    assertThat(Srp.Verifier.ofDevice(padded, padded).saltHex())
        .isEqualTo(Srp.Verifier.ofDevice(high, high).saltHex());
  }

  @SuppressWarnings("ArrayRecordComponent") // read by this test alone
  record Refused(String name, byte[] salt, byte[] v, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String OUT_OF_RANGE = "verifier must be from 1 to N - 1";

  static final List<Refused> REFUSED =
      List.of(
          new Refused("zero", SALT, new byte[1], OUT_OF_RANGE),
          new Refused("no bytes", SALT, new byte[0], OUT_OF_RANGE),
          new Refused("N", SALT, SrpGroup.N.toByteArray(), OUT_OF_RANGE),
          new Refused("too long", SALT, new byte[386], "verifier is longer than N"),
          new Refused("no salt", new byte[0], SALT, "salt must have 1 to 64 bytes"),
          new Refused("a long salt", new byte[65], SALT, "salt must have 1 to 64 bytes"));

  @ParameterizedTest
  @FieldSource("REFUSED")
  void aDevicesNumbersMustLieInTheGroup(Refused refused) {
    assertThatThrownBy(() -> Srp.Verifier.ofDevice(refused.salt, refused.v))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(refused.message);
  }

  @Test
  void otherBytesDoNotDecode() {
    for (int length : new int[] {0, 384, 385, 384 + 65}) {
      assertThatThrownBy(() -> Srp.Verifier.decode(new byte[length]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
