package dev.poolhouse.crypto;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// RSA pairs for tests: a few are made once per JVM and handed out again and again, each time under
/// a new `kid`, because making them is slow.
public final class TestKeyPairs {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final CryptoProvider PROVIDER = CryptoProvider.detect();
  private static final List<RsaKeys.Pair> MADE =
      Stream.generate(new RsaKeys(PROVIDER, RANDOM)::generate).limit(2).toList();
  private static final AtomicInteger NEXT = new AtomicInteger();

  private TestKeyPairs() {}

  /// A pair with a new `kid`.
  public static RsaKeys.Pair next() {
    byte[] kid = new byte[32];
    RANDOM.nextBytes(kid);
    RsaKeys.Pair made = MADE.get(Math.floorMod(NEXT.getAndIncrement(), MADE.size()));
    return new RsaKeys.Pair(
        Base64.getEncoder().encodeToString(kid), made.privateKey(), made.publicKey());
  }
}
