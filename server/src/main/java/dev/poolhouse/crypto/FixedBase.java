package dev.poolhouse.crypto;

import java.math.BigInteger;

/// Powers of one base modulo one number, by a table of the base's powers: one multiplication per
/// eight bits of the exponent instead of one squaring per bit. Immutable, may be shared.
///
/// For 256-bit exponents and a 3072-bit modulus the table takes about 3.7 MB.
final class FixedBase {
  private static final int WINDOW = 8;
  private static final int DIGITS = (1 << WINDOW) - 1;

  private final BigInteger modulus;
  private final int maxBits;
  private final BigInteger[][] powers;

  /// Computes the table.
  ///
  /// @param maxBits longest exponent, a multiple of 8
  FixedBase(BigInteger base, BigInteger modulus, int maxBits) {
    this.modulus = modulus;
    this.maxBits = maxBits;
    this.powers = new BigInteger[maxBits / WINDOW][];
    BigInteger step = base.mod(modulus);
    for (int window = 0; window < powers.length; window++) {
      powers[window] = multiples(step);
      step = powers[window][DIGITS - 1].multiply(step).mod(modulus);
    }
  }

  private BigInteger[] multiples(BigInteger step) {
    BigInteger[] row = new BigInteger[DIGITS];
    row[0] = step;
    for (int digit = 1; digit < DIGITS; digit++) {
      row[digit] = row[digit - 1].multiply(step).mod(modulus);
    }
    return row;
  }

  /// Base to the power of `exponent`, modulo the modulus.
  ///
  /// @throws IllegalArgumentException if the exponent is negative or longer than the table
  BigInteger power(BigInteger exponent) {
    if (exponent.signum() < 0 || exponent.bitLength() > maxBits) {
      throw new IllegalArgumentException("exponent must have 0 to " + maxBits + " bits");
    }
    byte[] digits = exponent.toByteArray();
    BigInteger result = BigInteger.ONE;
    for (int window = 0; window < digits.length; window++) {
      int digit = Byte.toUnsignedInt(digits[digits.length - 1 - window]);
      if (digit != 0) {
        result = result.multiply(powers[window][digit - 1]).mod(modulus);
      }
    }
    return result;
  }
}
