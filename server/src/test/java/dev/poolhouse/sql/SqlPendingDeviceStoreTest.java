package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.device.PendingDevice;
import dev.poolhouse.user.UserId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A waiting sign-in replaces the older one of its user, client and device, and is used up by
/// exactly one of many.
@EachDatabase
final class SqlPendingDeviceStoreTest {
  private static final ClientId CLIENT = new ClientId("client");

  private final Database database;
  private final SqlPendingDeviceStore store = new SqlPendingDeviceStore();

  SqlPendingDeviceStoreTest(TestDatabase test) {
    this.database = test.database();
  }

  @Test
  void signInReplacesTheOlderOne() {
    PendingDevice older = pending("replaced", "1");
    PendingDevice newer = pending("replaced", "2");
    put(older);
    put(newer);

    assertThat(find(older.userId(), CLIENT, "r_1")).hasValue(newer);
    assertThat(consume(older)).isFalse();
    assertThat(consume(newer)).isTrue();
    assertThat(find(older.userId(), CLIENT, "r_1")).isEmpty();
  }

  @Test
  void userClientAndDeviceMustAgree() {
    PendingDevice pending = pending("exact", "1");
    put(pending);

    assertThat(find(new UserId("another"), CLIENT, "r_1")).isEmpty();
    assertThat(find(pending.userId(), new ClientId("another"), "r_1")).isEmpty();
    assertThat(find(pending.userId(), CLIENT, "r_2")).isEmpty();
    assertThat(find(pending.userId(), CLIENT, "r_1")).hasValue(pending);
  }

  @Test
  void oneOfManyUsesItUp() throws InterruptedException {
    PendingDevice pending = pending("raced", "1");
    put(pending);

    List<Boolean> used = StoredUsers.race(20, () -> consume(pending));

    assertThat(used).filteredOn(won -> won).hasSize(1);
  }

  @Test
  void sessionIsNotPrinted() {
    assertThat(pending("printed", "1").toString()).doesNotContain("sealed");
  }

  private static PendingDevice pending(String user, String sessionId) {
    return new PendingDevice(
        new UserId(user), CLIENT, "r_1", sessionId, "sealed " + sessionId, StoredUsers.NOW);
  }

  private void put(PendingDevice pending) {
    database.run("put", tx -> store.put(tx, pending));
  }

  private Optional<PendingDevice> find(UserId id, ClientId client, String key) {
    return database.read("find", tx -> store.find(tx, id, client, key));
  }

  private boolean consume(PendingDevice pending) {
    return database.write(
        "consume",
        tx ->
            store.consume(
                tx,
                pending.userId(),
                pending.clientId(),
                pending.deviceKey(),
                pending.sessionId()));
  }
}
