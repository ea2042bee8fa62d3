package dev.poolhouse.pool;

import dev.poolhouse.crypto.CryptoProvider;
import dev.poolhouse.crypto.Purpose;
import dev.poolhouse.crypto.RsaKeys;
import dev.poolhouse.crypto.RsaSigner;
import dev.poolhouse.crypto.RsaVerifier;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.crypto.Secret;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Makes RSA pairs whose private half is sealed at once, and signers from what was sealed. May be
/// shared.
public final class KeyPairs {
  private final Supplier<RsaKeys.Pair> pairs;
  private final CryptoProvider provider;
  private final Sealer sealer;
  private final InstantSource clock;

  /// @param pairs where fresh pairs come from, each with a `kid` of its own: [RsaKeys#generate]
  public KeyPairs(
      Supplier<RsaKeys.Pair> pairs, CryptoProvider provider, Sealer sealer, InstantSource clock) {
    this.pairs = pairs;
    this.provider = provider;
    this.sealer = sealer;
    this.clock = clock;
  }

  /// A new pair. Slow: never inside a transaction.
  SpareKey make() {
    RsaKeys.Pair pair = pairs.get();
    byte[] sealed = sealer.seal(Purpose.SIGNING_KEY, pair.privateKey().bytes(), pair.kid());
    return new SpareKey(pair.kid(), pair.publicKey(), Sealed.of(sealed), clock.instant());
  }

  /// The signer with the private half of `key`.
  RsaSigner signer(SigningKey key) {
    Secret opened =
        sealer
            .open(Purpose.SIGNING_KEY, key.privateKey().bytes(), key.kid())
            .map(Secret::of)
            .orElseThrow(
                () -> new IllegalStateException("signing key does not open: " + key.kid()));
    return new RsaSigner(provider, key.kid(), opened);
  }

  /// What checks the signatures of `key`.
  RsaVerifier verifier(SigningKey key) {
    return new RsaVerifier(provider, key.kid(), key.publicKey());
  }
}
