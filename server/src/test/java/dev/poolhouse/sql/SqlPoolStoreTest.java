package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.pool.Pool;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/// Proves that pools come back as they went in, that ids are unique, that an update meets the
/// version it started from, that a retired pool is gone, that lists are cut by account, region and
/// place, and that each change raises the configuration version once.
@EachDatabase
final class SqlPoolStoreTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_733_691_812_447L);

  private final Database database;
  private final SqlPoolStore store = new SqlPoolStore();

  SqlPoolStoreTest(TestDatabase test) {
    this.database = test.database();
  }

  @Test
  void poolComesBackAsItWasStored() {
    Pool pool = pool("us-east-1_Whole", "111111111111");

    assertThat(insert(pool)).isTrue();
    assertThat(find(pool.id())).contains(pool);
  }

  @Test
  void idIsTakenByTheFirst() {
    assertThat(insert(pool("us-east-1_Taken", "111111111111"))).isTrue();
    assertThat(insert(other(pool("us-east-1_Taken", "222222222222")))).isFalse();
    assertThat(find(new PoolId("us-east-1_Taken")))
        .get()
        .extracting(Pool::account)
        .isEqualTo("111111111111");
  }

  @Test
  void idsDifferByCase() {
    assertThat(insert(pool("us-east-1_case", "111111111111"))).isTrue();
    assertThat(insert(pool("us-east-1_CASE", "111111111111"))).isTrue();
  }

  @Test
  void updateRaisesTheVersionAndRefusesAnOldOne() {
    Pool pool = pool("us-east-1_Update", "111111111111");
    insert(pool);
    Pool renamed =
        pool.with(
            pool.document().toBuilder().name("renamed").build(), pool.mfa(), NOW.plusMillis(5));

    assertThat(update(renamed)).isTrue();
    assertThat(update(renamed)).isFalse();
    assertThat(find(pool.id()))
        .get()
        .satisfies(
            found -> {
              assertThat(found.document().name()).isEqualTo("renamed");
              assertThat(found.version()).isEqualTo(2);
              assertThat(found.createdAt()).isEqualTo(NOW);
              assertThat(found.modifiedAt()).isEqualTo(NOW.plusMillis(5));
            });
  }

  @Test
  void retiredPoolIsGoneAndItsIdFree() {
    Pool pool = pool("us-east-1_Retire", "111111111111");
    insert(pool);

    assertThat(retire(pool)).isTrue();
    assertThat(retire(pool)).isFalse();
    assertThat(find(pool.id())).isEmpty();
    assertThat(update(pool)).isFalse();
    assertThat(insert(other(pool))).isTrue();
  }

  @Test
  void listIsCutByAccountRegionAndPlace() {
    List.of("eu-west-1_B", "eu-west-1_a", "eu-west-1_C", "eu-west-2_D")
        .forEach(id -> insert(pool(id, "333333333333")));
    insert(pool("eu-west-1_E", "444444444444"));

    assertThat(list("", 10)).containsExactly("eu-west-1_B", "eu-west-1_C", "eu-west-1_a");
    assertThat(list("", 2)).containsExactly("eu-west-1_B", "eu-west-1_C");
    assertThat(list("eu-west-1_C", 2)).containsExactly("eu-west-1_a");
  }

  @Test
  void usersOfASmallPoolAreCountedEachTime() {
    Pool pool = pool("us-east-1_Users", "111111111111");
    insert(pool);

    assertThat(count(pool, NOW)).isZero();
    database.run(
        "add users",
        tx -> {
          addUser(tx, pool.key(), "u1");
          addUser(tx, pool.key(), "u2");
          addUser(tx, new PoolKey("elsewhere"), "u3");
        });
    assertThat(count(pool, NOW)).isEqualTo(2);
  }

  @Test
  void usersOfALargePoolAreCountedOnceAMinute() {
    Pool pool = pool("us-east-1_Many", "111111111111");
    insert(pool);
    database.run(
        "count",
        tx ->
            SqlTx.handle(tx)
                .execute(
                    "update pool set user_count = 5000, user_count_at = ? where pool_key = ?",
                    NOW.toEpochMilli(),
                    pool.key().value()));

    assertThat(count(pool, NOW.plusSeconds(59))).isEqualTo(5000);
    assertThat(count(pool, NOW.plusSeconds(60))).isZero();
  }

  @Test
  void eachChangeRaisesTheConfigurationVersionOnce() {
    Pool pool = pool("us-east-1_Version", "111111111111");
    long before = version();

    insert(pool);
    assertThat(version()).isEqualTo(before + 1);
    insert(pool);
    assertThat(version()).isEqualTo(before + 1);
    update(pool);
    assertThat(version()).isEqualTo(before + 2);
    retire(pool);
    assertThat(version()).isEqualTo(before + 3);
  }

  private boolean insert(Pool pool) {
    return database.write("insert", tx -> store.insert(tx, pool));
  }

  private boolean update(Pool pool) {
    return database.write("update", tx -> store.update(tx, pool));
  }

  private boolean retire(Pool pool) {
    return database.write("retire", tx -> store.retire(tx, pool.key(), NOW));
  }

  private Optional<Pool> find(PoolId id) {
    return database.read("find", tx -> store.find(tx, id));
  }

  private List<String> list(String after, int limit) {
    return database
        .read("list", tx -> store.list(tx, "333333333333", "eu-west-1", after, limit))
        .stream()
        .map(pool -> pool.id().value())
        .toList();
  }

  private long count(Pool pool, Instant now) {
    return database.write("count", tx -> store.estimatedUsers(tx, pool.key(), now));
  }

  private long version() {
    return database.read(
        "version",
        tx ->
            SqlTx.handle(tx)
                .createQuery("select version from config_version where id = 1")
                .mapTo(Long.class)
                .one());
  }

  private static void addUser(Tx tx, PoolKey poolKey, String id) {
    Handle handle = SqlTx.handle(tx);
    handle.execute(
        """
        insert into pool_user (user_id, pool_key, sub, username, status, enabled, attributes,
          pending_attributes, username_folded, signed_out_at, created_at, modified_at, version)
        values (?, ?, ?, ?, 'CONFIRMED', 1, '{}', '{}', ?, 0, 0, 0, 1)
        """,
        id,
        poolKey.value(),
        id,
        id,
        id);
  }

  private static Pool other(Pool pool) {
    return new Pool(
        new PoolKey("other " + pool.key().value()),
        pool.id(),
        pool.account(),
        pool.document(),
        pool.mfa(),
        pool.extra(),
        pool.simulation(),
        pool.createdAt(),
        pool.modifiedAt(),
        pool.version());
  }

  private static Pool pool(String id, String account) {
    return new Pool(
        new PoolKey("key of " + id),
        new PoolId(id),
        account,
        UserPoolType.builder().id(id).name("pool").build(),
        GetUserPoolMfaConfigResponse.builder().mfaConfiguration(UserPoolMfaType.OFF).build(),
        Map.of(),
        Sealed.of(new byte[] {1, 0, -1}),
        NOW,
        NOW,
        1);
  }
}
