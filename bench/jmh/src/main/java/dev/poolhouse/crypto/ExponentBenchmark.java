package dev.poolhouse.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Powers modulo the 3072-bit prime with a 256-bit exponent. It stands in the package of the group,
/// which is no one else's business.
@State(Scope.Benchmark)
public class ExponentBenchmark {
  private BigInteger exponent = BigInteger.ONE;
  private BigInteger base = BigInteger.ONE;

  /// Draws base and exponent.
  @Setup
  public void draw() {
    SecureRandom random = new SecureRandom();
    exponent = new BigInteger(SrpGroup.EXPONENT_BITS, random).setBit(SrpGroup.EXPONENT_BITS - 1);
    base = new BigInteger(SrpGroup.N.bitLength() - 1, random);
    Srp.prepare();
  }

  /// The JDK, any base.
  @Benchmark
  public BigInteger jdk() {
    return base.modPow(exponent, SrpGroup.N);
  }

  /// The JDK, base 2.
  @Benchmark
  public BigInteger jdkPowerOfG() {
    return BigInteger.TWO.modPow(exponent, SrpGroup.N);
  }

  /// Ours, base 2, as the server does it.
  @Benchmark
  public BigInteger powerOfG() {
    return SrpGroup.powerOfG(exponent);
  }
}
