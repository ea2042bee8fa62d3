package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.device.Device;
import dev.poolhouse.device.DeviceStore.Kept;
import dev.poolhouse.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Devices in the database: round trip, one row for each key of a user, pages, and which statement
/// finds a device in which state.
@EachDatabase
final class SqlDeviceStoreTest {
  private static final Instant LATER = StoredUsers.NOW.plusSeconds(60);

  private final Database database;
  private final SqlDeviceStore store = new SqlDeviceStore();

  SqlDeviceStoreTest(TestDatabase test) {
    this.database = test.database();
  }

  @Test
  void storedDeviceIsReadBackAsItWas() {
    Device full = device(new UserId("whole"), "r_1", true);
    Device bare =
        new Device(
            full.userId(),
            "r_2",
            "-g",
            Optional.empty(),
            Sealed.of(new byte[] {2}),
            false,
            Optional.empty(),
            StoredUsers.NOW,
            LATER,
            LATER);

    assertThat(insert(full)).isTrue();
    assertThat(insert(bare)).isTrue();

    assertThat(find(full.userId(), "r_1")).hasValue(full);
    assertThat(find(full.userId(), "r_2")).hasValue(bare);
    assertThat(find(new UserId("another"), "r_1")).isEmpty();
    assertThat(find(full.userId(), "R_1")).isEmpty();
  }

  @Test
  void oneOfManyConfirmsAKey() throws InterruptedException {
    Device device = device(new UserId("raced"), "r_1", true);

    List<Boolean> inserted = StoredUsers.race(20, () -> insert(device));

    assertThat(inserted).filteredOn(won -> won).hasSize(1);
    assertThat(insert(device(new UserId("raced too"), "r_1", true))).isTrue();
  }

  @Test
  void listGoesOnAfterAKey() {
    UserId id = new UserId("listed");
    insert(device(id, "r_3", true));
    insert(device(id, "r_1", true));
    insert(device(id, "r_2", false));
    insert(device(new UserId("not listed"), "r_0", true));

    assertThat(list(id, Kept.ANY, "", 9)).containsExactly("r_1", "r_2", "r_3");
    assertThat(list(id, Kept.ANY, "", 2)).containsExactly("r_1", "r_2");
    assertThat(list(id, Kept.ANY, "r_1", 9)).containsExactly("r_2", "r_3");
    assertThat(list(id, Kept.REMEMBERED, "", 9)).containsExactly("r_1", "r_3");
  }

  @Test
  void proofCountsOnlyWhileRemembered() {
    UserId id = new UserId("proving");
    insert(device(id, "r_1", false));

    assertThat(proven(id, "r_1")).isFalse();
    assertThat(used(id, "r_1")).isTrue();
    assertThat(find(id, "r_1").orElseThrow().lastIp()).hasValue("192.0.2.9");
    assertThat(find(id, "r_1").orElseThrow().authenticatedAt()).isEqualTo(LATER);
    assertThat(find(id, "r_1").orElseThrow().modifiedAt()).isEqualTo(StoredUsers.NOW);
    assertThat(remember(id, "r_1", true)).isTrue();
    assertThat(find(id, "r_1").orElseThrow().modifiedAt()).isEqualTo(LATER);
    assertThat(proven(id, "r_1")).isTrue();
    assertThat(remember(id, "r_1", false)).isTrue();
    assertThat(proven(id, "r_1")).isFalse();
  }

  @Test
  void forgottenDeviceIsGone() {
    UserId id = new UserId("forgetful");
    insert(device(id, "r_1", true));
    insert(device(id, "r_2", true));

    assertThat(delete(id, "r_1")).isTrue();

    assertThat(delete(id, "r_1")).isFalse();
    assertThat(confirmed(id, "r_1")).isFalse();
    assertThat(confirmed(id, "r_2")).isTrue();
    assertThat(remember(id, "r_1", true)).isFalse();
    assertThat(used(id, "r_1")).isFalse();
    assertThat(proven(id, "r_1")).isFalse();
  }

  private static Device device(UserId id, String key, boolean remembered) {
    return new Device(
        id,
        key,
        "-g",
        Optional.of("Ann's phone"),
        Sealed.of(new byte[] {1}),
        remembered,
        Optional.of("192.0.2.1"),
        StoredUsers.NOW,
        StoredUsers.NOW,
        StoredUsers.NOW);
  }

  private boolean insert(Device device) {
    return database.write("insert", tx -> store.insert(tx, device));
  }

  private Optional<Device> find(UserId id, String key) {
    return database.read("find", tx -> store.find(tx, id, key));
  }

  private boolean confirmed(UserId id, String key) {
    return database.read("confirmed", tx -> store.confirmed(tx, id, key));
  }

  private List<String> list(UserId id, Kept kept, String after, int limit) {
    return database.read("list", tx -> store.list(tx, id, kept, after, limit)).stream()
        .map(Device::key)
        .toList();
  }

  private boolean remember(UserId id, String key, boolean remembered) {
    return database.write("remember", tx -> store.remember(tx, id, key, remembered, LATER));
  }

  private boolean used(UserId id, String key) {
    return database.write("used", tx -> store.used(tx, id, key, "192.0.2.9", LATER));
  }

  private boolean proven(UserId id, String key) {
    return database.write("proven", tx -> store.proven(tx, id, key, "192.0.2.9", LATER));
  }

  private boolean delete(UserId id, String key) {
    return database.write("delete", tx -> store.delete(tx, id, key));
  }
}
