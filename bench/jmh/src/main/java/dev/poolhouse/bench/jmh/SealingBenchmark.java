package dev.poolhouse.bench.jmh;

import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealer;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Sealing and opening as many bytes as a verifier has.
@State(Scope.Benchmark)
public class SealingBenchmark {
  private final Sealer sealer = OneKey.sealer();
  private final byte[] plain = new byte[400];
  private final byte[] box = sealer.seal(Purpose.PASSWORD, plain, "user");

  /// Seals.
  @Benchmark
  public byte[] seal() {
    return sealer.seal(Purpose.PASSWORD, plain, "user");
  }

  /// Opens.
  @Benchmark
  public Optional<byte[]> open() {
    return sealer.open(Purpose.PASSWORD, box, "user");
  }
}
