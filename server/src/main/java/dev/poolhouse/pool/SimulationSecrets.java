package dev.poolhouse.pool;

import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.crypto.Sealer;
import java.security.SecureRandom;

/// Makes the secret of each pool that derives fake salts and ids for unknown users. May be shared.
public final class SimulationSecrets {
  private static final int BYTES = 32;

  private final Sealer sealer;
  private final SecureRandom random;

  public SimulationSecrets(Sealer sealer, SecureRandom random) {
    this.sealer = sealer;
    this.random = random;
  }

  /// A new secret for the pool that will have that key.
  Sealed make(PoolKey key) {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    return Sealed.of(sealer.seal(Purpose.SIMULATION, secret, key.value()));
  }
}
