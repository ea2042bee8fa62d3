package dev.poolhouse.bench.jmh;

import dev.poolhouse.crypto.DataKeys;
import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.crypto.Secret;
import java.security.SecureRandom;
import java.util.Optional;

/// One data key for everything, in memory.
final class OneKey implements DataKeys {
  private final DataKey key = new DataKey(1, Secret.of("k".repeat(32)));

  /// A sealer with that key.
  static Sealer sealer() {
    return new Sealer(new OneKey(), new SecureRandom());
  }

  @Override
  public DataKey current(Purpose purpose) {
    return key;
  }

  @Override
  public Optional<DataKey> find(Purpose purpose, int id) {
    return Optional.of(key);
  }
}
