package dev.poolhouse.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.crypto.CryptoProvider;
import dev.poolhouse.crypto.FixedDataKeys;
import dev.poolhouse.crypto.Jwt;
import dev.poolhouse.crypto.RsaSigner;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.crypto.Sealer;
import dev.poolhouse.crypto.TestKeyPairs;
import dev.poolhouse.sql.ConfigTransactions;
import dev.poolhouse.sql.EachDatabase;
import dev.poolhouse.sql.SqlPoolStore;
import dev.poolhouse.sql.SqlSigningKeyStore;
import dev.poolhouse.sql.TestDatabase;
import dev.poolhouse.store.Transactions;
import dev.poolhouse.store.Tx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// Proves that a pool has one key for each use, that what it signs is verified by what it
/// publishes, that a rotation overlaps, that keys end with their pool, and that a spare key goes to
/// one pool only.
@EachDatabase
final class PoolSigningKeysTest {
  private static final Instant START = Instant.ofEpochMilli(1_733_691_812_447L);

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final Transactions database;
  private final Transactions changes;
  private final SqlPoolStore pools = new SqlPoolStore();
  private final SqlSigningKeyStore store = new SqlSigningKeyStore();
  private final KeyPairs pairs =
      new KeyPairs(
          TestKeyPairs::next,
          CryptoProvider.detect(),
          new Sealer(new FixedDataKeys(1, 1), new SecureRandom()),
          now::get);
  private final SpareKeys spares;
  private final PoolSigningKeys keys;

  PoolSigningKeysTest(TestDatabase test) {
    this.database = test.database();
    this.changes = new ConfigTransactions(database, this::invalidate);
    this.spares = new SpareKeys(database, store, pairs, 0);
    this.keys = new PoolSigningKeys(changes, store, spares, pairs, now::get);
  }

  private void invalidate() {
    keys.invalidate();
  }

  @Test
  void eachUseHasItsOwnKey() {
    Pool pool = create("us-east-1_Uses");

    List<SigningKeys.Published> published = keys.published(pool);
    assertThat(published)
        .extracting(SigningKeys.Published::use)
        .containsExactly(TokenUse.ID, TokenUse.ACCESS);
    assertThat(keys.signer(pool, TokenUse.ID).kid()).isEqualTo(published.get(0).kid());
    assertThat(keys.signer(pool, TokenUse.ACCESS).kid()).isEqualTo(published.get(1).kid());
    assertThat(published.get(0).kid()).isNotEqualTo(published.get(1).kid());
  }

  @Test
  void whatItSignsIsVerifiedByWhatItPublishes() {
    Pool pool = create("us-east-1_Signs");
    String token = Jwt.sign(keys.signer(pool, TokenUse.ACCESS), "{\"sub\":\"someone\"}");
    SigningKeys.Checking key = Jwt.kid(token).flatMap(keys::find).orElseThrow();

    assertThat(key.use()).isEqualTo(TokenUse.ACCESS);
    assertThat(Jwt.verify(token, key.verifier())).contains("{\"sub\":\"someone\"}");
  }

  @Test
  void signerIsPreparedOnce() {
    Pool pool = create("us-east-1_Once");
    RsaSigner signer = keys.signer(pool, TokenUse.ID);

    keys.invalidate();
    assertThat(keys.signer(pool, TokenUse.ID)).isSameAs(signer);
  }

  @Test
  void rotationOverlaps() {
    Pool pool = create("us-east-1_Rotate");
    String old = keys.signer(pool, TokenUse.ID).kid();

    keys.rotate(pool);
    assertThat(keys.published(pool)).hasSize(4);
    assertThat(keys.signer(pool, TokenUse.ID).kid()).isEqualTo(old);

    now.set(START.plusSeconds(10));
    String fresh = keys.signer(pool, TokenUse.ID).kid();
    assertThat(fresh).isNotEqualTo(old);
    assertThat(keys.find(old)).isPresent();

    now.set(START.plusSeconds(10).plus(Duration.ofDays(2)));
    assertThat(keys.published(pool)).hasSize(2);
    assertThat(keys.find(old)).isEmpty();
    assertThat(keys.signer(pool, TokenUse.ID).kid()).isEqualTo(fresh);
  }

  @Test
  void keysEndWithTheirPool() {
    Pool pool = create("us-east-1_Ends");
    String kid = keys.signer(pool, TokenUse.ID).kid();
    assertThat(keys.find(kid)).get().extracting(SigningKeys.Checking::poolId).isEqualTo(pool.id());

    changes.run("retire", tx -> pools.retire(tx, pool.key(), START));
    assertThat(keys.find(kid)).isEmpty();
    assertThat(keys.published(pool)).isEmpty();
  }

  @Test
  void unknownKidIsNoKey() {
    assertThat(keys.find("")).isEmpty();
    assertThat(keys.find("A".repeat(43) + "=")).isEmpty();
  }

  @Test
  void spareKeyGoesToOnePoolOnly() {
    SpareKey spare = pairs.make();
    database.run("add", tx -> store.insertSpare(tx, spare));

    List<SpareKey> taken = spares.take(2);
    assertThat(taken).hasSize(2);
    assertThat(taken.getFirst()).isEqualTo(spare);
    assertThat(spares.take(1)).doesNotContain(spare);
    assertThat(database.read("count", store::spares)).isZero();
  }

  @Test
  void stockIsFilledAheadOfNeed() throws InterruptedException {
    CountDownLatch filled = new CountDownLatch(2);
    Transactions counted = new CountedWrites(database, filled);
    try (SpareKeys filling = new SpareKeys(counted, store, pairs, 2)) {
      filling.start();
      assertThat(filled.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(database.read("count", store::spares)).isEqualTo(2);
    assertThat(spares.take(2)).hasSize(2);
  }

  private Pool create(String id) {
    Pool pool =
        new Pool(
            new PoolKey("key of " + id),
            new PoolId(id),
            "111111111111",
            UserPoolType.builder().id(id).name("pool").build(),
            GetUserPoolMfaConfigResponse.builder().build(),
            Map.of(),
            Sealed.of(new byte[] {1}),
            START,
            START,
            1);
    List<SigningKey> first = keys.first(pool);
    changes.run(
        "create",
        tx -> {
          pools.insert(tx, pool);
          keys.insert(tx, first, START);
        });
    return pool;
  }

  /// Counts down with every write.
  private record CountedWrites(Transactions counted, CountDownLatch writes)
      implements Transactions {
    @Override
    public <T> T read(String name, Function<Tx, T> work) {
      return counted.read(name, work);
    }

    @Override
    public <T> T write(String name, Function<Tx, T> work) {
      T result = counted.write(name, work);
      writes.countDown();
      return result;
    }

    @Override
    public <T> T readOnce(String name, Function<Tx, T> work) {
      return counted.readOnce(name, work);
    }

    @Override
    public <T> T writeOnce(String name, Function<Tx, T> work) {
      T result = counted.writeOnce(name, work);
      writes.countDown();
      return result;
    }
  }
}
