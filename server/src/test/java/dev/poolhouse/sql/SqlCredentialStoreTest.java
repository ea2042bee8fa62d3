package dev.poolhouse.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolhouse.crypto.Sealed;
import dev.poolhouse.user.Credential;
import dev.poolhouse.user.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Passwords come back as stored, and as many earlier ones are kept as the caller asks, newest
/// first, none of them lost in a race.
@EachDatabase
final class SqlCredentialStoreTest {
  private final Database database;
  private final SqlCredentialStore store = new SqlCredentialStore();

  SqlCredentialStoreTest(TestDatabase test) {
    this.database = test.database();
  }

  @Test
  void temporaryPasswordComesBackAsStored() {
    UserId id = new UserId("temporary");
    Credential credential =
        new Credential.SrpVerifier(
            sealed("one"),
            "AbC",
            "alice",
            true,
            StoredUsers.NOW,
            Optional.of(StoredUsers.NOW.plusSeconds(7)));

    set(id, credential, 0);

    Optional<Credential> found = database.read("find", tx -> store.find(tx, id));
    assertThat(found).hasValue(credential);
    assertThat(history(id)).isEmpty();
  }

  @Test
  void keepsTheNewestOfEarlierPasswords() {
    UserId id = new UserId("history");
    for (String password : List.of("one", "two", "three", "four")) {
      set(id, credential(password, StoredUsers.NOW), 2);
    }

    assertThat(history(id)).containsExactly(sealed("three"), sealed("two"));

    set(id, credential("five", StoredUsers.NOW.plusMillis(1)), 0);
    assertThat(history(id)).isEmpty();
  }

  @Test
  void raceLosesNoPassword() throws InterruptedException {
    UserId id = new UserId("race");
    AtomicInteger number = new AtomicInteger();
    set(id, credential("first", StoredUsers.NOW), 0);

    StoredUsers.race(
        8,
        () -> {
          set(id, credential("p" + number.incrementAndGet(), StoredUsers.NOW), 24);
          return true;
        });

    assertThat(history(id)).hasSize(8).doesNotHaveDuplicates().contains(sealed("first"));
  }

  private static Sealed sealed(String text) {
    return Sealed.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Credential credential(String text, Instant setAt) {
    return new Credential.SrpVerifier(sealed(text), "AbC", "bob", false, setAt, Optional.empty());
  }

  private void set(UserId id, Credential credential, int remembered) {
    database.run("set", tx -> store.set(tx, id, credential, remembered));
  }

  private List<Sealed> history(UserId id) {
    return database.read("history", tx -> store.history(tx, id)).stream()
        .map(credential -> ((Credential.SrpVerifier) credential).verifier())
        .toList();
  }
}
