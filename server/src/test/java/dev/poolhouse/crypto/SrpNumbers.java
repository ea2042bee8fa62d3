package dev.poolhouse.crypto;

import java.math.BigInteger;

/// The numbers of SRP, for tests that send absurd ones.
public final class SrpNumbers {
  private SrpNumbers() {}

  /// The prime that all arithmetic is modulo.
  public static BigInteger modulus() {
    return SrpGroup.N;
  }
}
