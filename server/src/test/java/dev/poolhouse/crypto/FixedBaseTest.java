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
  private static final FixedBase POWERS_OF_G = prepared(SrpGroup.G, SrpGroup.N, 256);
  private static final BigInteger LONGEST = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

  @Property(tries = 200)
  void powersOfTheSrpGeneratorEqualModPow(@ForAll @Size(32) byte[] exponent) {
    BigInteger number = new BigInteger(1, exponent);

    assertThat(POWERS_OF_G.power(number)).isEqualTo(SrpGroup.G.modPow(number, SrpGroup.N));
  }

  @Property(tries = 200)
  void powersOfAnyBaseEqualModPow(@ForAll long base, @ForAll @Size(2) byte[] exponent) {
    BigInteger modulus = BigInteger.valueOf(1_000_003);
    BigInteger number = new BigInteger(1, exponent);
    FixedBase powers = prepared(BigInteger.valueOf(base), modulus, 16);

    assertThat(powers.power(number)).isEqualTo(BigInteger.valueOf(base).modPow(number, modulus));
  }

  @Property(tries = 20)
  void powersModuloLongOddNumbersEqualModPow(
      @ForAll @Size(min = 1, max = 400) byte[] odd,
      @ForAll @Size(max = 400) byte[] base,
      @ForAll @Size(2) byte[] exponent) {
    BigInteger modulus = new BigInteger(1, odd).setBit(0).add(BigInteger.TWO);
    BigInteger number = new BigInteger(1, exponent);
    FixedBase powers = prepared(new BigInteger(1, base), modulus, 16);

    assertThat(powers.power(number)).isEqualTo(new BigInteger(1, base).modPow(number, modulus));
  }

  @Example
  void powersModuloTheLongestNumberOfOnesEqualModPow() {
    BigInteger modulus = BigInteger.ONE.shiftLeft(3_300).subtract(BigInteger.ONE);
    BigInteger base = modulus.subtract(BigInteger.TWO);
    FixedBase powers = prepared(base, modulus, 256);

    assertThat(powers.power(LONGEST)).isEqualTo(base.modPow(LONGEST, modulus));
  }

  @Example
  void withoutATableThePowersAreTheSame() {
    FixedBase powers = new FixedBase(SrpGroup.G, SrpGroup.N, 256);

    assertThat(powers.power(LONGEST)).isEqualTo(POWERS_OF_G.power(LONGEST));
    assertThatThrownBy(() -> powers.power(LONGEST.add(BigInteger.ONE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void modulusMustBeOddAndNotTooLong() {
    for (BigInteger modulus : List.of(BigInteger.TWO, BigInteger.ONE.shiftLeft(3_400).setBit(0))) {
      assertThatThrownBy(() -> new FixedBase(BigInteger.TWO, modulus, 16))
          .isInstanceOf(IllegalArgumentException.class);
    }
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
      assertThat(POWERS_OF_G.power(exponent)).isEqualTo(SrpGroup.G.modPow(exponent, SrpGroup.N));
    }
  }

  @Example
  void exponentsOutsideTheRangeAreRefused() {
    for (BigInteger exponent : List.of(BigInteger.ONE.negate(), LONGEST.add(BigInteger.ONE))) {
      assertThatThrownBy(() -> POWERS_OF_G.power(exponent))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("exponent must have 0 to 256 bits");
    }
  }

  private static FixedBase prepared(BigInteger base, BigInteger modulus, int maxBits) {
    FixedBase powers = new FixedBase(base, modulus, maxBits);
    powers.prepare();
    return powers;
  }
}
