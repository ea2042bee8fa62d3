package dev.poolhouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/// Proves that powers from the table equal those of [BigInteger#modPow], on the SRP group and on
/// small numbers, and that longer exponents are refused.
final class FixedBaseTest {
  private static final BigInteger LONGEST = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

  @Property(tries = 200)
  void powersOfTheSrpGeneratorEqualModPow(@ForAll @Size(32) byte[] exponent) {
    BigInteger number = new BigInteger(1, exponent);

    assertThat(SrpGroup.powerOfG(number)).isEqualTo(SrpGroup.G.modPow(number, SrpGroup.N));
  }

  @Property(tries = 200)
  void powersOfAnyBaseEqualModPow(@ForAll long base, @ForAll @Size(2) byte[] exponent) {
    BigInteger modulus = BigInteger.valueOf(1_000_003);
    BigInteger number = new BigInteger(1, exponent);
    FixedBase powers = new FixedBase(BigInteger.valueOf(base), modulus, 16);

    assertThat(powers.power(number)).isEqualTo(BigInteger.valueOf(base).modPow(number, modulus));
  }

  @Example
  void edgesOfTheRangeEqualModPow() {
    for (BigInteger exponent :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.valueOf(255),
            BigInteger.valueOf(256),
            BigInteger.ONE.shiftLeft(255),
            LONGEST)) {
      assertThat(SrpGroup.powerOfG(exponent)).isEqualTo(SrpGroup.G.modPow(exponent, SrpGroup.N));
    }
  }

  @Example
  void exponentsOutsideTheRangeAreRefused() {
    for (BigInteger exponent : List.of(BigInteger.ONE.negate(), LONGEST.add(BigInteger.ONE))) {
      assertThatThrownBy(() -> SrpGroup.powerOfG(exponent))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("exponent must have 0 to 256 bits");
    }
  }
}
