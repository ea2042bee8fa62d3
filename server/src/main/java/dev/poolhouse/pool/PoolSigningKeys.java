package dev.poolhouse.pool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.poolhouse.crypto.RsaSigner;
import dev.poolhouse.store.ConfigCache;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The pools' keys, kept in memory until the configuration changes; prepared signers are kept
/// longer, since what belongs to a `kid` never changes. May be shared.
public final class PoolSigningKeys implements SigningKeys {
  private static final int MOST_POOLS = 10_000;
  private static final int MOST_SIGNERS = 2_000;
  private static final int KID_LENGTH = 44;

  /// How long a new key is published before it signs: every node must know it by then.
  private static final Duration LEAD = Duration.ofSeconds(10);

  /// A token lives a day at most (admin-API reference §8.2); twice that is safe.
  private static final Duration OVERLAP = Duration.ofDays(2);

  private final Transactions transactions;
  private final SigningKeyStore store;
  private final SpareKeys spares;
  private final KeyPairs pairs;
  private final InstantSource clock;
  private final ConfigCache<PoolKey, List<SigningKey>> ofPool = new ConfigCache<>(MOST_POOLS);
  private final ConfigCache<String, Known> byKid = new ConfigCache<>(2L * MOST_POOLS);
  private final Cache<String, RsaSigner> signers =
      Caffeine.newBuilder().maximumSize(MOST_SIGNERS).executor(Runnable::run).build();

  /// A key with what was prepared from it.
  private record Known(SigningKey key, Checking checking) {}

  /// @param transactions those after which this node's caches are dropped
  public PoolSigningKeys(
      Transactions transactions,
      SigningKeyStore store,
      SpareKeys spares,
      KeyPairs pairs,
      InstantSource clock) {
    this.transactions = transactions;
    this.store = store;
    this.spares = spares;
    this.pairs = pairs;
    this.clock = clock;
  }

  @Override
  public RsaSigner signer(Pool pool, TokenUse use) {
    Instant now = clock.instant();
    Optional<SigningKey> newest = Optional.empty();
    for (SigningKey key : keys(pool)) {
      if (key.signsAt(now, use)
          && (newest.isEmpty() || key.activeFrom().isAfter(newest.get().activeFrom()))) {
        newest = Optional.of(key);
      }
    }
    SigningKey key =
        newest.orElseThrow(() -> new IllegalStateException(pool.id() + " has no key for " + use));
    return signers.get(key.kid(), _ -> pairs.signer(key));
  }

  @Override
  public List<Published> published(Pool pool) {
    Instant now = clock.instant();
    return keys(pool).stream()
        .filter(key -> key.verifiesAt(now))
        .sorted(Comparator.comparing(SigningKey::use))
        .map(SigningKey::published)
        .toList();
  }

  @Override
  public Optional<Checking> find(String kid) {
    if (kid.length() != KID_LENGTH) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return byKid
        .find(
            kid,
            () -> transactions.read("find signing key", tx -> store.find(tx, kid)).map(this::known))
        .filter(known -> known.key().verifiesAt(now))
        .map(Known::checking);
  }

  private Known known(SigningKey key) {
    return new Known(key, new Checking(key.poolId(), key.use(), pairs.verifier(key)));
  }

  /// Gives the pool new keys and an end to the old ones, which stay published for as long as any
  /// token that they signed can live. New keys sign after a few seconds, when every node knows
  /// them.
  public void rotate(Pool pool) {
    Instant now = clock.instant();
    Instant activeFrom = now.plus(LEAD);
    List<SigningKey> fresh = make(pool, activeFrom);
    transactions.run(
        "rotate signing keys",
        tx -> {
          store.end(tx, pool.key(), activeFrom.plus(OVERLAP));
          insert(tx, fresh, now);
        });
  }

  /// The first keys of a new pool, to be stored with it. Slow when no spare keys are left: never
  /// inside a transaction.
  List<SigningKey> first(Pool pool) {
    return make(pool, pool.createdAt());
  }

  /// Stores what [#first] made.
  void insert(Tx tx, List<SigningKey> keys, Instant now) {
    keys.forEach(key -> store.insert(tx, key, now));
  }

  /// Reads again from now on; called when the configuration version has changed.
  public void invalidate() {
    ofPool.invalidate();
    byKid.invalidate();
  }

  private List<SigningKey> make(Pool pool, Instant activeFrom) {
    List<SpareKey> taken = spares.take(2);
    return List.of(
        taken.get(0).of(pool, TokenUse.ID, activeFrom),
        taken.get(1).of(pool, TokenUse.ACCESS, activeFrom));
  }

  private List<SigningKey> keys(Pool pool) {
    return ofPool
        .find(
            pool.key(),
            () ->
                Optional.of(
                    transactions.read("read signing keys", tx -> store.ofPool(tx, pool.key()))))
        .orElseThrow();
  }
}
