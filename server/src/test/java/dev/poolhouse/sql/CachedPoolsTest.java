package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.store.Transactions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// Proves that a pool is read once, that a node sees its own changes at once, and another node's
/// when it is told.
@EachDatabase
final class CachedPoolsTest {
  private static final Instant NOW = Instant.ofEpochMilli(1);

  private final Database database;
  private final SqlPoolStore store = new SqlPoolStore();

  CachedPoolsTest(TestDatabase test) {
    this.database = test.database();
  }

  @Test
  void nodeSeesItsOwnChangeAtOnceAndAnotherNodeWhenItIsTold() {
    CachedPools here = new CachedPools(database, store);
    CachedPools there = new CachedPools(database, store);
    Transactions changes = new ConfigTransactions(database, here::invalidate);
    PoolId id = new PoolId("us-east-1_Cached");
    assertThat(there.find(id)).isEmpty();

    changes.run("create", tx -> store.insert(tx, pool(id)));
    assertThat(name(here, id)).isEqualTo("first");
    assertThat(name(there, id)).isEqualTo("first");

    Pool found = here.find(id).orElseThrow();
    assertThat(here.find(id).orElseThrow()).isSameAs(found);
    UserPoolType renamed = found.document().toBuilder().name("second").build();
    changes.run("rename", tx -> store.update(tx, found.with(renamed, found.mfa(), NOW)));
    assertThat(name(here, id)).isEqualTo("second");
    assertThat(name(there, id)).isEqualTo("first");
    there.invalidate();
    assertThat(name(there, id)).isEqualTo("second");
  }

  private static String name(CachedPools pools, PoolId id) {
    return pools.find(id).orElseThrow().document().name();
  }

  private static Pool pool(PoolId id) {
    return new Pool(
        new PoolKey("cached"),
        id,
        "111111111111",
        UserPoolType.builder().id(id.value()).name("first").build(),
        GetUserPoolMfaConfigResponse.builder().build(),
        Map.of(),
        Sealed.of(new byte[] {1}),
        NOW,
        NOW,
        1);
  }
}
