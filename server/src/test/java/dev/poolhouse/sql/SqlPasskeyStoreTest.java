package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.client.ClientId;
import dev.poolhouse.passkey.Passkey;
import dev.poolhouse.passkey.PasskeyStore.Added;
import dev.poolhouse.passkey.PasskeyStore.Registration;
import dev.poolhouse.passkey.PasskeyUse;
import dev.poolhouse.user.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A registration is used up once, a counter rises once, and no user gets more passkeys than
/// allowed, however many try at once.
@EachDatabase
final class SqlPasskeyStoreTest {
  private static final Instant NOW = StoredUsers.NOW;

  private final Database database;
  private final SqlPasskeyStore store = new SqlPasskeyStore();

  SqlPasskeyStoreTest(TestDatabase test) {
    this.database = test.database();
  }

  @Test
  void passkeyIsKeptWhole() {
    Passkey passkey = passkey("whole", "id", 7);
    assertThat(add(passkey, 20)).isEqualTo(Added.STORED);
    assertThat(find("whole", "id")).get().usingRecursiveComparison().isEqualTo(passkey);

    Passkey plain =
        new Passkey(
            new UserId("whole"),
            "plain",
            "localhost",
            "Passkey",
            new byte[] {3},
            new byte[0],
            0,
            "00000000-0000-0000-0000-000000000000",
            Optional.empty(),
            List.of(),
            false,
            false,
            false,
            NOW,
            Optional.empty());
    add(plain, 20);
    assertThat(find("whole", "plain")).get().usingRecursiveComparison().isEqualTo(plain);
  }

  @Test
  void passkeysAreListedInTheOrderOfTheirIds() {
    for (String id : List.of("b", "C", "a", "-")) {
      add(passkey("lister", id, 0), 20);
    }
    add(passkey("neighbour", "b", 0), 20);

    assertThat(list("lister", "", 3)).containsExactly("-", "C", "a");
    assertThat(list("lister", "a", 3)).containsExactly("b");
  }

  @Test
  void sameIdIsRefusedForTheSameUserAlone() {
    assertThat(add(passkey("first", "same", 0), 20)).isEqualTo(Added.STORED);
    assertThat(add(passkey("first", "same", 0), 20)).isEqualTo(Added.KNOWN);
    assertThat(add(passkey("second", "same", 0), 20)).isEqualTo(Added.STORED);
  }

  @Test
  void counterRisesOnce() throws InterruptedException {
    add(passkey("counted", "id", 7), 20);
    List<Boolean> used = StoredUsers.race(10, () -> use("counted", "id", 8));

    assertThat(used).filteredOn(won -> won).hasSize(1);
    assertThat(use("counted", "id", 8)).isFalse();
    assertThat(use("counted", "id", 3)).isFalse();
    assertThat(use("counted", "id", 0)).isFalse();
    assertThat(use("counted", "id", 4_294_967_295L)).isTrue();
    assertThat(use("counted", "other", 9)).isFalse();
    assertThat(find("counted", "id"))
        .get()
        .returns(4_294_967_295L, Passkey::signCount)
        .returns(Optional.of(NOW), Passkey::usedAt)
        .returns(false, Passkey::backedUp);
  }

  @Test
  void passkeyWithoutCounterIsUsedAgainAndAgain() {
    add(passkey("uncounted", "id", 0), 20);
    assertThat(use("uncounted", "id", 0)).isTrue();
    assertThat(use("uncounted", "id", 0)).isTrue();
    assertThat(use("uncounted", "id", 1)).isTrue();
    assertThat(use("uncounted", "id", 0)).isFalse();
  }

  @Test
  void limitHolds() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      add(passkey("full", "id-" + i, 0), 5);
    }
    AtomicInteger next = new AtomicInteger();
    List<Boolean> added =
        StoredUsers.race(12, () -> register("full", "more-" + next.incrementAndGet(), 5));

    assertThat(added).filteredOn(won -> won).hasSize(2);
    assertThat(list("full", "", 20)).hasSize(5);
    assertThat(add(passkey("full", "late", 0), 5)).isEqualTo(Added.FULL);
    assertThat(add(passkey("full", "id-1", 0), 5)).isEqualTo(Added.KNOWN);
  }

  /// Begins and completes until its own registration was the newest.
  private boolean register(String user, String id, int limit) {
    UserId userId = new UserId(user);
    Registration registration = registration(id);
    while (true) {
      database.run("begin", tx -> store.begin(tx, userId, registration));
      Optional<Added> added =
          database.write(
              "complete",
              tx ->
                  store.complete(tx, userId, registration)
                      ? Optional.of(store.add(tx, passkey(user, id, 0), limit))
                      : Optional.empty());
      if (added.isPresent()) {
        return added.get() == Added.STORED;
      }
    }
  }

  @Test
  void registrationIsReplacedAndUsedOnce() throws InterruptedException {
    UserId id = new UserId("registering");
    database.run("begin", tx -> store.begin(tx, id, registration("older")));
    database.run("begin", tx -> store.begin(tx, id, registration("newer")));

    assertThat(begun(id)).get().usingRecursiveComparison().isEqualTo(registration("newer"));
    assertThat(complete(id, registration("older"))).isFalse();
    assertThat(StoredUsers.race(10, () -> complete(id, registration("newer"))))
        .filteredOn(won -> won)
        .hasSize(1);
    assertThat(begun(id)).isEmpty();
  }

  @Test
  void deletedPasskeyIsGone() {
    add(passkey("deleter", "id", 0), 20);
    assertThat(delete("deleter", "id")).isTrue();
    assertThat(delete("deleter", "id")).isFalse();
    assertThat(find("deleter", "id")).isEmpty();
    assertThat(use("deleter", "id", 1)).isFalse();
  }

  private static Registration registration(String challenge) {
    return new Registration(
        new ClientId("client"),
        challenge.getBytes(StandardCharsets.UTF_8),
        NOW.plus(Duration.ofMinutes(5)));
  }

  private static Passkey passkey(String user, String id, long signCount) {
    return new Passkey(
        new UserId(user),
        id,
        "example.com",
        "Roaming passkey",
        new byte[] {1, 2},
        new byte[] {3},
        signCount,
        "00112233-4455-6677-8899-aabbccddeeff",
        Optional.of("cross-platform"),
        List.of("nfc", "usb"),
        true,
        true,
        true,
        NOW,
        Optional.empty());
  }

  private Added add(Passkey passkey, int limit) {
    return database.write("add", tx -> store.add(tx, passkey, limit));
  }

  private Optional<Registration> begun(UserId id) {
    return database.read("begun", tx -> store.begun(tx, id));
  }

  private boolean complete(UserId id, Registration registration) {
    return database.write("complete", tx -> store.complete(tx, id, registration));
  }

  private boolean use(String user, String id, long signCount) {
    PasskeyUse use = new PasskeyUse(new UserId(user), id, signCount, false, true, true);
    return database.write("use", tx -> store.use(tx, use, NOW));
  }

  private boolean delete(String user, String id) {
    return database.write("delete", tx -> store.delete(tx, new UserId(user), id));
  }

  private Optional<Passkey> find(String user, String id) {
    return database.read("find", tx -> store.find(tx, new UserId(user), id));
  }

  private List<String> list(String user, String afterId, int limit) {
    List<Passkey> found =
        database.read("list", tx -> store.list(tx, new UserId(user), afterId, limit));
    return found.stream().map(Passkey::credentialId).toList();
  }
}
