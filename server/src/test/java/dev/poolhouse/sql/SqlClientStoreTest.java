package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.client.Client;
import dev.poolhouse.client.ClientId;
import dev.poolhouse.client.ClientSecret;
import dev.poolhouse.client.ClientStore;
import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.pool.PoolId;
import dev.poolhouse.pool.PoolKey;
import dev.poolhouse.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/// App clients in the database: what comes back is what went in, ids are unique over all pools,
/// stale updates lose, secrets are limited under concurrency, deleted pools take their clients with
/// them.
@EachDatabase
final class SqlClientStoreTest {
  private static final Instant CREATED = Instant.ofEpochMilli(1_700_000_000_123L);

  private final Database database;
  private final ClientStore clients = new SqlClientStore();

  SqlClientStoreTest(TestDatabase test) {
    this.database = test.database();
  }

  @Test
  void storedClientIsReadBackAsItWas() {
    PoolKey pool = Rows.pool(database, "readback");
    Client client = client(pool, "readback1", secret("readback1--1", 1), secret("readback1--2", 2));

    assertThat(insert(client)).isTrue();

    assertThat(find(client)).hasValue(client);
    assertThat(exists(pool, client)).isTrue();
  }

  @Test
  void idIsUniqueOverAllPools() {
    PoolKey first = Rows.pool(database, "unique1");
    PoolKey second = Rows.pool(database, "unique2");

    assertThat(insert(client(first, "same"))).isTrue();
    assertThat(insert(client(second, "same"))).isFalse();
    assertThat(insert(client(first, "same"))).isFalse();
  }

  @Test
  void clientOfDeletedPoolIsGoneAndItsIdIsFree() {
    PoolKey old = Rows.pool(database, "retired");
    Client before = client(old, "pinned", secret("pinned--1", 1));
    insert(before);
    Rows.retire(database, old);

    assertThat(find(before)).isEmpty();
    assertThat(exists(old, before)).isFalse();
    assertThat(insert(client(old, "late"))).as("client for a deleted pool").isFalse();

    Client after = client(Rows.pool(database, "renewed"), "pinned", secret("pinned--2", 2));
    assertThat(insert(after)).isTrue();
    assertThat(find(after)).hasValue(after);
  }

  @Test
  void updateReplacesTheConfigurationAndRaisesTheVersion() {
    PoolKey pool = Rows.pool(database, "update");
    Client client = client(pool, "updated", secret("updated--1", 1));
    insert(client);
    Client changed = named(client, "other name");

    assertThat(changes(tx -> clients.update(tx, changed))).isTrue();

    assertThat(find(client)).hasValue(withVersion(changed, 2));
    assertThat(changes(tx -> clients.update(tx, changed)))
        .as("update of a version that is no longer there")
        .isFalse();
  }

  @Test
  void deletedClientIsGoneWithItsSecrets() {
    PoolKey pool = Rows.pool(database, "delete");
    Client client = client(pool, "deleted", secret("deleted--1", 1));
    insert(client);

    assertThat(changes(tx -> clients.delete(tx, pool, client.id()))).isTrue();
    assertThat(changes(tx -> clients.delete(tx, pool, client.id()))).isFalse();
    assertThat(changes(tx -> clients.update(tx, client))).isFalse();
    assertThat(changes(tx -> clients.addSecret(tx, client, secret("deleted--2", 2), 2))).isFalse();
    assertThat(exists(pool, client)).isFalse();

    insert(client(pool, "deleted"));
    assertThat(find(client).orElseThrow().secrets()).isEmpty();
  }

  @Test
  void clientIsOnlyDeletedFromItsOwnPool() {
    PoolKey pool = Rows.pool(database, "own");
    PoolKey other = Rows.pool(database, "foreign");
    Client client = client(pool, "kept", secret("kept--1", 1));
    insert(client);

    assertThat(changes(tx -> clients.delete(tx, other, client.id()))).isFalse();

    assertThat(find(client)).hasValue(client);
  }

  @Test
  void listGoesOnAfterAnIdInByteOrder() {
    PoolKey pool = Rows.pool(database, "list");
    Client upper = client(pool, "Z", secret("Z--1", 1));
    Client lower = client(pool, "a", secret("a--1", 1), secret("a--2", 2));
    Client last = client(pool, "b");
    List.of(last, upper, lower).forEach(this::insert);
    insert(client(Rows.pool(database, "other"), "aa"));

    assertThat(list(pool, "", 2)).containsExactly(upper, lower);
    assertThat(list(pool, "a", 2)).containsExactly(last);
    assertThat(list(pool, "b", 2)).isEmpty();
  }

  @Test
  void secretsAreAddedUpToTheLimitAndTheLastOneStays() {
    PoolKey pool = Rows.pool(database, "secrets");
    Client client = client(pool, "rotating", secret("rotating--1", 1));
    insert(client);

    assertThat(addSecret(client, "rotating--2")).isTrue();
    assertThat(addSecret(client, "rotating--3")).isFalse();
    assertThat(deleteSecret(client, "unknown")).isFalse();
    assertThat(deleteSecret(client, "rotating--1")).isTrue();
    assertThat(deleteSecret(client, "rotating--2")).isFalse();
    assertThat(find(client).orElseThrow().secrets()).containsExactly(secret("rotating--2", 5));
  }

  @Test
  void concurrentAdditionsLeaveTwoSecretsAndConcurrentDeletionsOne() throws Exception {
    PoolKey pool = Rows.pool(database, "race");
    Client client = client(pool, "race", secret("race--0", 1));
    insert(client);

    List<Boolean> added =
        together(
            IntStream.rangeClosed(1, 6)
                .<Callable<Boolean>>mapToObj(i -> () -> addSecret(client, "race--" + i))
                .toList());
    List<ClientSecret> two = find(client).orElseThrow().secrets();
    List<Boolean> deleted =
        together(
            two.stream()
                .<Callable<Boolean>>map(secret -> () -> deleteSecret(client, secret.id()))
                .toList());

    assertThat(added).filteredOn(done -> done).hasSize(1);
    assertThat(two).hasSize(2);
    assertThat(deleted).containsExactlyInAnyOrder(true, false);
  }

  @Test
  void everyChangeRaisesTheConfigurationVersion() {
    PoolKey pool = Rows.pool(database, "version");
    Client client = client(pool, "versioned", secret("versioned--1", 1));
    long before = configVersion();

    insert(client);
    database.run("update", tx -> clients.update(tx, client));
    addSecret(client, "versioned--2");
    deleteSecret(client, "versioned--2");
    database.run("delete", tx -> clients.delete(tx, pool, client.id()));

    assertThat(configVersion()).isEqualTo(before + 5);
  }

  private static <T> List<T> together(List<Callable<T>> work) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = threads.invokeAll(work);
      return running.stream().map(Future::resultNow).toList();
    }
  }

  private long configVersion() {
    return database.read("version", ConfigVersion::current);
  }

  private boolean changes(Function<Tx, Boolean> work) {
    return database.write("change", work);
  }

  private Optional<Client> find(Client client) {
    return database.read("find", tx -> clients.find(tx, client.id()));
  }

  private boolean exists(PoolKey pool, Client client) {
    return database.read("exists", tx -> clients.exists(tx, pool, client.id()));
  }

  private boolean insert(Client client) {
    return database.write("insert", tx -> clients.insert(tx, client));
  }

  private boolean addSecret(Client client, String id) {
    return database.write("add", tx -> clients.addSecret(tx, client, secret(id, 5), 2));
  }

  private boolean deleteSecret(Client client, String id) {
    return database.write("delete", tx -> clients.deleteSecret(tx, client, id));
  }

  private List<Client> list(PoolKey pool, String after, int limit) {
    return database.read("list", tx -> clients.list(tx, pool, after, limit));
  }

  private static ClientSecret secret(String id, int second) {
    return new ClientSecret(
        id, Sealed.of(new byte[] {(byte) second, 0, -1}), Instant.ofEpochSecond(second));
  }

  private static Client client(PoolKey pool, String id, ClientSecret... secrets) {
    UserPoolClientType document =
        UserPoolClientType.builder()
            .clientId(id)
            .clientName("name of " + id)
            .explicitAuthFlowsWithStrings("ALLOW_CLIENT_TOKEN_AUTH")
            .refreshTokenValidity(30)
            .build();
    return new Client(
        pool,
        new PoolId("us-east-1_" + pool.value()),
        new ClientId(id),
        document,
        Map.of(),
        List.of(secrets),
        CREATED,
        CREATED,
        1);
  }

  private static Client named(Client client, String name) {
    return new Client(
        client.poolKey(),
        client.poolId(),
        client.id(),
        client.document().toBuilder().clientName(name).build(),
        client.extra(),
        client.secrets(),
        client.createdAt(),
        CREATED.plusSeconds(1),
        client.version());
  }

  private static Client withVersion(Client client, long version) {
    return new Client(
        client.poolKey(),
        client.poolId(),
        client.id(),
        client.document(),
        client.extra(),
        client.secrets(),
        client.createdAt(),
        client.modifiedAt(),
        version);
  }
}
